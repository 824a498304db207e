package dev.ephor.lsp;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.ApplyWorkspaceEditParams;
import org.eclipse.lsp4j.ApplyWorkspaceEditResponse;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.json.StreamMessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/** Ephor as a language server over a pair of streams. */
public final class LspServer {

  private LspServer() {}

  /**
   * Serves one client until it says {@code exit}, closes its stream or its process ends.
   *
   * @param in the client's messages
   * @param out where answers go; nothing else may write to it
   * @param version what {@code serverInfo} says
   * @param log where everything else goes
   * @return the exit code of the process: 0 after {@code shutdown}, otherwise 1
   */
  public static int serve(InputStream in, OutputStream out, String version, Log log) {
    return serve(in, out, version, log, Routes.BY_METHOD);
  }

  /** The same with a table of routes other than {@link Routes#BY_METHOD}. */
  static int serve(
      InputStream in, OutputStream out, String version, Log log, Map<String, Route<?>> routes) {
    Map<String, JsonRpcMethod> methods =
        routes.values().stream().collect(Collectors.toMap(Route::method, Route::describe));
    // lsp4j drops the answer to a request of ours unless it knows what to read it as.
    methods.put(
        SettingsSync.REQUEST,
        JsonRpcMethod.request(SettingsSync.REQUEST, JsonElement.class, ConfigurationParams.class));
    methods.put(
        WorkspaceEdits.APPLY,
        JsonRpcMethod.request(
            WorkspaceEdits.APPLY,
            ApplyWorkspaceEditResponse.class,
            ApplyWorkspaceEditParams.class));
    for (String refresh : List.of("workspace/codeLens/refresh", "workspace/inlayHint/refresh")) {
      methods.put(refresh, JsonRpcMethod.request(refresh, JsonElement.class));
    }
    MessageJsonHandler json = new MessageJsonHandler(methods);
    MessageConsumer writer = traced("<--", new StreamMessageConsumer(out, json), json, log);
    Wire wire = new Wire();
    Session session = new Session(log, version, wire);
    RemoteEndpoint remote =
        new RemoteEndpoint(writer, new Dispatcher(session, routes), cause -> error(log, cause));
    remote.setJsonHandler(json);
    json.setMethodProvider(remote);
    wire.remote = remote;

    MessageReader reader = new MessageReader(in, json, writer, log);
    Thread thread =
        new Thread(() -> read(reader, traced("-->", remote, json, log), session), "ephor-reader");
    thread.setDaemon(true);
    thread.start();
    try (session) {
      return session.exit().join();
    }
  }

  private static void read(MessageReader reader, MessageConsumer consumer, Session session) {
    try {
      reader.listen(consumer);
    } catch (IOException | JsonRpcException e) {
      session.log().info("the client's stream broke: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      session.log().crash("reading messages", e);
    } finally {
      // Without effect when exit was said.
      session.exit().complete(session.phase() == Session.Phase.SHUT_DOWN ? 0 : 1);
    }
  }

  private static MessageConsumer traced(
      String direction, MessageConsumer consumer, MessageJsonHandler json, Log log) {
    return log.isTracing()
        ? message -> {
          log.trace(direction, json.serialize(message));
          consumer.consume(message);
        }
        : consumer;
  }

  private static ResponseError error(Log log, Throwable cause) {
    Throwable root = cause;
    while (root instanceof java.util.concurrent.CompletionException && root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof ResponseErrorException expected) {
      return expected.getResponseError();
    }
    log.crash("an answer", root);
    return new ResponseError(ResponseErrorCode.InternalError, String.valueOf(root), null);
  }

  /** The client, named before lsp4j's endpoint to it can be made. */
  private static final class Wire implements Endpoint {
    private @Nullable RemoteEndpoint remote;

    private RemoteEndpoint remote() {
      if (remote == null) {
        throw new IllegalStateException("not connected");
      }
      return remote;
    }

    @Override
    public java.util.concurrent.CompletableFuture<?> request(String method, Object parameter) {
      return remote().request(method, parameter);
    }

    @Override
    public void notify(String method, Object parameter) {
      remote().notify(method, parameter);
    }
  }
}
