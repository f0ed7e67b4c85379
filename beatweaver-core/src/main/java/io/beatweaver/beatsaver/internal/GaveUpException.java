package io.beatweaver.beatsaver.internal;

import java.io.IOException;

/** A request that was given up: the network's or the server's fault, not the disk's. */
public final class GaveUpException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was asked, how often, and what came last
   * @param cause what came last, may be null
   */
  public GaveUpException(String message, Throwable cause) {
    super(message, cause);
  }
}
