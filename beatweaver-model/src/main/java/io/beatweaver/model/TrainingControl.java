package io.beatweaver.model;

/**
 * A handle on a running training: stops it, or lets it wait. Any thread may call any method at any
 * time; the training obeys after the step it is at.
 *
 * <pre>{@code
 * TrainingControl control = new TrainingControl();
 * stopButton.onClick(control::stop);
 * Trainer.train(songs, config, options, features, run, listener, control);
 * }</pre>
 */
public final class TrainingControl {
  private boolean stopped;
  private boolean paused;

  /** A handle that lets its training run. */
  public TrainingControl() {}

  /** Lets the training finish its step, save and return. For good: a stop isn't taken back. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** Lets the training wait after its step. Time spent waiting isn't counted as training. */
  public synchronized void pause() {
    paused = true;
  }

  /** Ends a pause. */
  public synchronized void resume() {
    paused = false;
    notifyAll();
  }

  /**
   * Whether it was asked to stop.
   *
   * @return true after {@link #stop}
   */
  public synchronized boolean isStopped() {
    return stopped;
  }

  /**
   * Whether it was asked to wait.
   *
   * @return true between {@link #pause} and {@link #resume}
   */
  public synchronized boolean isPaused() {
    return paused;
  }

  /**
   * Waits as long as it is paused and not stopped; the training's thread asks between its steps.
   *
   * @return whether to make another step
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public synchronized boolean goOn() throws InterruptedException {
    while (paused && !stopped) {
      wait();
    }
    return !stopped;
  }
}
