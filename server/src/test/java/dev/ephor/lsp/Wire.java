package dev.ephor.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The client's end of the protocol, byte by byte: it knows nothing of lsp4j, so that what it
 * accepts is what the wire carries.
 */
final class Wire implements Closeable {

  static final int SECONDS = 20;

  private final OutputStream out;
  private final CompletableFuture<Integer> exit;
  private final Supplier<String> log;
  private final Map<String, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
  private final BlockingQueue<JsonObject> refusals = new LinkedBlockingQueue<>();
  private final List<JsonObject> received = new ArrayList<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private volatile Consumer<JsonObject> listener = message -> {};
  private volatile Function<JsonObject, JsonElement> requests = request -> JsonNull.INSTANCE;
  private int lastId;

  private Wire(
      InputStream in, OutputStream out, CompletableFuture<Integer> exit, Supplier<String> log) {
    this.out = out;
    this.exit = exit;
    this.log = log;
    Thread reader =
        new Thread(() -> ended.complete(read(new BufferedInputStream(in))), "client-reader");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * A server in this process, over two pipes.
   *
   * @param others routes besides its own, or in place of those of the same method
   */
  static Wire toServerHere(Route<?>... others) {
    Map<String, Route<?>> routes = new HashMap<>(Routes.BY_METHOD);
    for (Route<?> other : others) {
      routes.put(other.method(), other);
    }
    try {
      Pipe to = Pipe.open();
      Pipe from = Pipe.open();
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      Log log =
          Log.to(new PrintStream(lines, true, StandardCharsets.UTF_8), Clock.systemUTC(), false);
      CompletableFuture<Integer> exit = new CompletableFuture<>();
      Thread server =
          new Thread(
              () ->
                  exit.complete(
                      LspServer.serve(
                          Channels.newInputStream(to.source()),
                          Channels.newOutputStream(from.sink()),
                          "0-test",
                          log,
                          routes)),
              "server");
      server.setDaemon(true);
      server.start();
      return new Wire(
          Channels.newInputStream(from.source()),
          Channels.newOutputStream(to.sink()),
          exit,
          () -> lines.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server of its own process, over standard input and output. */
  static Wire toProcess(Process process) {
    return new Wire(
        process.getInputStream(),
        process.getOutputStream(),
        process.onExit().thenApply(Process::exitValue),
        () -> "");
  }

  /** A server of its own process, over a socket. */
  static Wire toSocket(Socket socket, Process process) throws IOException {
    return new Wire(
        socket.getInputStream(),
        socket.getOutputStream(),
        process.onExit().thenApply(Process::exitValue),
        () -> "");
  }

  /** Called with every message that is no answer, on the reading thread. */
  void listen(Consumer<JsonObject> heard) {
    listener = heard;
  }

  /** How the client answers the server's requests. */
  void answering(Function<JsonObject, JsonElement> answers) {
    requests = answers;
  }

  void bytes(String raw) {
    bytes(raw.getBytes(StandardCharsets.UTF_8));
  }

  synchronized void bytes(byte[] raw) {
    try {
      out.write(raw);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void message(String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] header =
        ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[header.length + body.length];
    System.arraycopy(header, 0, whole, 0, header.length);
    System.arraycopy(body, 0, whole, header.length, body.length);
    bytes(whole);
  }

  void notify(String method, JsonElement params) {
    message(envelope(method, params).toString());
  }

  /** Sends a request; the future has the whole response. */
  CompletableFuture<JsonObject> ask(String method, JsonElement params) {
    JsonObject message = envelope(method, params);
    String id;
    synchronized (this) {
      id = String.valueOf(++lastId);
    }
    message.addProperty("id", Integer.valueOf(id));
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    pending.put(id, answer);
    message(message.toString());
    return answer;
  }

  /** The answer to a request that is sent by hand. */
  CompletableFuture<JsonObject> answerTo(String id) {
    return pending.computeIfAbsent(id, key -> new CompletableFuture<>());
  }

  /** Sends a request and waits for the whole response. */
  JsonObject request(String method, JsonElement params) {
    return soon(ask(method, params));
  }

  /** The next response whose id is null: what the server could not even read. */
  JsonObject refusal() {
    try {
      JsonObject refusal = refusals.poll(SECONDS, TimeUnit.SECONDS);
      if (refusal == null) {
        throw new AssertionError("no refusal within " + SECONDS + " seconds");
      }
      return refusal;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  int exitCode() {
    return soon(exit);
  }

  boolean isAlive() {
    return !exit.isDone();
  }

  String log() {
    return log.get();
  }

  /** Waits for the end of what the server says: what of it was no message, normally nothing. */
  String strayOutput() {
    return soon(ended);
  }

  /** Everything that came and was no answer, in order. */
  List<JsonObject> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  void forget() {
    synchronized (received) {
      received.clear();
    }
    pending.values().removeIf(CompletableFuture::isDone);
  }

  static <T> T soon(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("nothing within " + SECONDS + " seconds", e);
    }
  }

  static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  private static JsonObject envelope(String method, JsonElement params) {
    JsonObject message = new JsonObject();
    message.addProperty("jsonrpc", "2.0");
    message.addProperty("method", method);
    if (!params.isJsonNull()) {
      message.add("params", params);
    }
    return message;
  }

  /** Reads to the end; gives what was no message. */
  private String read(InputStream in) {
    try {
      for (byte[] body = next(in); body.length > 0; body = next(in)) {
        heard(JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject());
      }
      return "";
    } catch (IOException e) {
      return ""; // the server is gone; exitCode() tells how
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private void heard(JsonObject message) {
    if (!message.has("method")) {
      if (message.get("id").isJsonNull()) {
        refusals.add(message);
        return;
      }
      answerTo(message.get("id").getAsString()).complete(message);
      return;
    }
    synchronized (received) {
      received.add(message);
    }
    if (message.has("id")) {
      JsonObject answer = new JsonObject();
      answer.addProperty("jsonrpc", "2.0");
      answer.add("id", message.get("id"));
      answer.add("result", requests.apply(message));
      message(answer.toString());
    }
    listener.accept(message);
  }

  private static byte[] next(InputStream in) throws IOException {
    StringBuilder header = new StringBuilder();
    while (header.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0 && header.isEmpty()) {
        return new byte[0];
      }
      if (c < 0) {
        throw new IllegalStateException("not the protocol: " + header);
      }
      header.append((char) c);
    }
    String text = header.toString();
    if (!text.startsWith("Content-Length: ")) {
      throw new IllegalStateException("not the protocol: " + text);
    }
    return in.readNBytes(Integer.parseInt(text.substring(16, text.indexOf('\r'))));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** An array of JSON values. */
  static JsonArray array(JsonElement... elements) {
    JsonArray array = new JsonArray();
    for (JsonElement element : elements) {
      array.add(element);
    }
    return array;
  }
}
