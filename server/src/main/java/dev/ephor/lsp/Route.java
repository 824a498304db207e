package dev.ephor.lsp;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.jspecify.annotations.Nullable;

/**
 * A protocol method, the type of its parameters and what answers it.
 *
 * @param <P> the parameters
 */
sealed interface Route<P> {

  String method();

  Class<P> params();

  /** Called on the reader thread, in the order of the messages: for what must not be overtaken. */
  @FunctionalInterface
  interface InOrder<P, R> {
    CompletableFuture<@Nullable R> answer(Session session, P params);
  }

  /** Called on the reader thread, in the order of the messages, and not answered. */
  @FunctionalInterface
  interface Heard<P> {
    void hear(Session session, P params);
  }

  /** Called on a worker thread with the state as it was when the request came. */
  @FunctionalInterface
  interface Feature<P, R> {
    @Nullable R answer(Question question, P params);
  }

  record Ordered<P, R>(String method, Class<P> params, InOrder<P, R> handler) implements Route<P> {}

  record Notification<P>(String method, Class<P> params, Heard<P> handler) implements Route<P> {}

  /**
   * A request that is answered from a state.
   *
   * @param outdated what becomes of the request when a newer edit overtakes it
   */
  record Asked<P, R>(String method, Class<P> params, Outdated outdated, Feature<P, R> handler)
      implements Route<P> {}

  /** What becomes of a request whose state is no longer the newest. */
  enum Outdated {
    /** Its parameters still hold: the newest state answers it. */
    ANSWER_AGAIN,
    /**
     * Its position may have moved: the client is told {@code ContentModified}, unless it is only
     * other files that have changed.
     */
    REFUSE
  }

  /** What lsp4j needs to read the message. */
  default JsonRpcMethod describe() {
    Type[] types = params() == Void.class ? new Type[0] : new Type[] {params()};
    return this instanceof Notification<?>
        ? JsonRpcMethod.notification(method(), types)
        : JsonRpcMethod.request(method(), Object.class, types);
  }
}
