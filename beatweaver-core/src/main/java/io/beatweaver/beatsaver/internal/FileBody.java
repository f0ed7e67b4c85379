package io.beatweaver.beatsaver.internal;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Writes a body to a file and tells the disk's failures from the network's. */
public final class FileBody implements BodySubscriber<Path> {
  /** The disk failed: no further try helps. */
  public static final class DiskException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final Path file;
  private final CompletableFuture<Path> body = new CompletableFuture<>();
  private Subscription subscription;
  private FileChannel channel;

  private FileBody(Path file) {
    this.file = file;
  }

  /**
   * Takes bodies into a file.
   *
   * @param file a file that is there, written over
   * @return a handler
   */
  public static BodyHandler<Path> handler(Path file) {
    return info -> new FileBody(file);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    try {
      // Not created here: an answer that comes after its run gave up would bring the file back.
      channel =
          FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      given.request(Long.MAX_VALUE);
    } catch (IOException e) {
      given.cancel();
      body.completeExceptionally(new DiskException(e));
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      subscription.cancel();
      onError(new DiskException(e));
    }
  }

  @Override
  public void onError(Throwable failure) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    try {
      channel.close();
      body.complete(file);
    } catch (IOException e) {
      body.completeExceptionally(new DiskException(e));
    }
  }

  @Override
  public CompletionStage<Path> getBody() {
    return body;
  }
}
