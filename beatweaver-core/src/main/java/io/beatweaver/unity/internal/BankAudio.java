package io.beatweaver.unity.internal;

import io.beatweaver.unity.BundleAudio;

/** A clip whose bank says what it is. */
abstract class BankAudio implements BundleAudio {
  final Fsb5 bank;

  BankAudio(Fsb5 bank) {
    this.bank = bank;
  }

  @Override
  public final int channels() {
    return bank.channels();
  }

  @Override
  public final int sampleRate() {
    return bank.sampleRate();
  }

  @Override
  public final long frames() {
    return bank.frames();
  }
}
