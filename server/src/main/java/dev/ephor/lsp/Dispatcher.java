package dev.ephor.lsp;

import com.google.gson.JsonElement;
import dev.ephor.lsp.Route.Asked;
import dev.ephor.lsp.Route.Notification;
import dev.ephor.lsp.Route.Ordered;
import dev.ephor.lsp.Route.Outdated;
import dev.ephor.workspace.FileId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentPositionParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a message and fences what it calls: whatever a handler throws, an {@link
 * Error} too, becomes one log line and, for a request, an error response. Nobody else would tell:
 * an error that ends a worker leaves the client waiting for good.
 */
final class Dispatcher implements Endpoint {

  private final Session session;
  private final Map<String, Route<?>> routes;

  Dispatcher(Session session, Map<String, Route<?>> routes) {
    this.session = session;
    this.routes = Map.copyOf(routes);
  }

  @Override
  public CompletableFuture<?> request(String method, @Nullable Object params) {
    ResponseError refused = refusal(method);
    if (refused != null) {
      return CompletableFuture.failedFuture(new ResponseErrorException(refused));
    }
    Route<?> route = routes.get(method);
    if (route == null || route instanceof Notification<?>) {
      return CompletableFuture.failedFuture(
          error(ResponseErrorCode.MethodNotFound, "no such request: " + method));
    }
    return request(route, params);
  }

  private <P> CompletableFuture<?> request(Route<P> route, @Nullable Object params) {
    try {
      P typed = typed(route, params);
      if (route instanceof Asked<P, ?> asked) {
        return ask(asked, typed);
      }
      return ((Ordered<P, ?>) route).handler().answer(session, typed);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(failure(route.method(), e));
    }
  }

  private <P, R> CompletableFuture<R> ask(Asked<P, R> asked, P params) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    ask(asked, params, session.moment(), answer);
    return answer;
  }

  private <P, R> void ask(Asked<P, R> asked, P params, Moment moment, CompletableFuture<R> answer) {
    Question question =
        new Question(
            session, moment, () -> answer.isDone() || session.moment().number() != moment.number());
    try {
      session.workers().execute(() -> answer(asked, params, question, answer));
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(error(ResponseErrorCode.RequestCancelled, "shutting down"));
    }
  }

  private <P, R> void answer(
      Asked<P, R> asked, P params, Question question, CompletableFuture<R> answer) {
    try {
      answer.complete(asked.handler().answer(question, params));
    } catch (CancellationException e) {
      if (asked.outdated() == Outdated.REFUSE && hasMoved(params, question.moment())) {
        answer.completeExceptionally(
            error(ResponseErrorCode.ContentModified, "the document has changed since"));
      } else if (!answer.isDone()) {
        ask(asked, params, session.moment(), answer);
      }
    } catch (RuntimeException | Error e) {
      answer.completeExceptionally(failure(asked.method(), e));
    }
  }

  /** Whether a position in the parameters may mean another place than when it was sent. */
  private <P> boolean hasMoved(P params, Moment asked) {
    TextDocumentIdentifier document = document(params);
    if (document == null || document.getUri() == null) {
      return true;
    }
    FileId file = Uris.file(document.getUri());
    return !Objects.equals(asked.snapshot().text(file), session.moment().snapshot().text(file));
  }

  private static <P> @Nullable TextDocumentIdentifier document(P params) {
    if (params instanceof TextDocumentPositionParams at) {
      return at.getTextDocument();
    }
    if (params instanceof DocumentFormattingParams layout) {
      return layout.getTextDocument();
    }
    if (params instanceof DocumentRangeFormattingParams range) {
      return range.getTextDocument();
    }
    if (params instanceof CodeActionParams actions) {
      return actions.getTextDocument();
    }
    return params instanceof SelectionRangeParams selection ? selection.getTextDocument() : null;
  }

  @Override
  public void notify(String method, @Nullable Object params) {
    boolean ready = session.phase() == Session.Phase.RUNNING;
    Route<?> route = routes.get(method);
    if (route instanceof Notification<?> notification) {
      if (ready || method.equals("exit")) {
        hear(notification, params);
      } else {
        session.log().warn("ignored " + method + ": the server is " + session.phase());
      }
    } else if (!method.startsWith("$/")) {
      // The protocol lets a server ignore unknown notifications, those named $/ silently.
      session.log().info("ignored unknown notification " + method);
    }
  }

  private <P> void hear(Notification<P> route, @Nullable Object params) {
    try {
      route.handler().hear(session, typed(route, params));
    } catch (ResponseErrorException e) {
      session.log().warn("ignored " + route.method() + ": " + e.getMessage());
    } catch (RuntimeException | Error e) {
      session.log().crash(route.method(), e);
    }
  }

  private @Nullable ResponseError refusal(String method) {
    boolean starts = method.equals("initialize");
    return switch (session.phase()) {
      case CREATED ->
          starts
              ? null
              : new ResponseError(
                  ResponseErrorCode.ServerNotInitialized, "initialize comes first", null);
      case RUNNING ->
          starts
              ? new ResponseError(
                  ResponseErrorCode.InvalidRequest, "initialize was sent before", null)
              : null;
      case SHUT_DOWN ->
          new ResponseError(ResponseErrorCode.InvalidRequest, "only exit follows shutdown", null);
    };
  }

  /** The parameters as their route wants them; null where none are needed. */
  @SuppressWarnings("NullAway") // a route without needed parameters does not look at them
  private static <P> P typed(Route<P> route, @Nullable Object params) {
    if (route.params().isInstance(params)) {
      return route.params().cast(params);
    }
    if (JsonElement.class.isAssignableFrom(route.params())
        && !route.method().equals("initialize")) {
      return null;
    }
    throw error(
        ResponseErrorCode.InvalidParams,
        route.method() + " needs " + route.params().getSimpleName());
  }

  private ResponseErrorException failure(String method, Throwable cause) {
    if (cause instanceof ResponseErrorException expected) {
      return expected;
    }
    session.log().crash(method, cause);
    return error(ResponseErrorCode.InternalError, method + " failed: " + cause);
  }

  /** An error response. */
  static ResponseErrorException error(ResponseErrorCode code, String message) {
    return new ResponseErrorException(new ResponseError(code, message, null));
  }

  /** A member that the protocol requires, or an error response that names it. */
  static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw error(ResponseErrorCode.InvalidParams, "missing " + name);
    }
    return value;
  }
}
