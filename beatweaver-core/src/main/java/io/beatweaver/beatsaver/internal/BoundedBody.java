package io.beatweaver.beatsaver.internal;

import io.beatweaver.InputException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Ends a body that is larger than allowed, whatever its headers say. */
public final class BoundedBody<T> implements BodySubscriber<T> {
  private final BodySubscriber<T> target;
  private final String what;
  private final long most;
  private Subscription subscription;
  private long received;
  private boolean over;

  private BoundedBody(BodySubscriber<T> target, String what, long most) {
    this.target = target;
    this.what = what;
    this.most = most;
  }

  /**
   * Bounds a handler. Bodies of other answers than 200 are dropped.
   *
   * @param <T> what the body becomes
   * @param handler takes the body
   * @param what the address, for messages
   * @param most the most bytes
   * @return a handler whose body ends in an {@link InputException} if it is larger
   */
  public static <T> BodyHandler<T> of(BodyHandler<T> handler, String what, long most) {
    return info ->
        info.statusCode() == 200
            ? new BoundedBody<>(handler.apply(info), what, most)
            : BodySubscribers.replacing(null);
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    target.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (over) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      received += buffer.remaining();
    }
    if (received > most) {
      over = true;
      subscription.cancel();
      target.onError(new InputException(what, "", "more than " + most + " bytes"));
    } else {
      target.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!over) {
      target.onError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (!over) {
      target.onComplete();
    }
  }

  @Override
  public CompletionStage<T> getBody() {
    return target.getBody();
  }
}
