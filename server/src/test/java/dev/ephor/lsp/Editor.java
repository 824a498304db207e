package dev.ephor.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A pretended editor with a folder open. What a person would see is written as the text of the file
 * with each diagnostic under its line:
 *
 * <pre>
 * metadata:
 * ^^^^^^^^ warning require-team/team: every resource names its team
 *   name: web
 * </pre>
 */
final class Editor implements AutoCloseable {

  private final Wire wire;
  private final Path folder;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Integer> versions = new HashMap<>();

  /** The last publication of each file. */
  private final Map<String, JsonObject> published = new HashMap<>();

  private final List<String> order = new ArrayList<>();

  private Editor(Wire wire, Path folder) {
    this.wire = wire;
    this.folder = folder;
    wire.listen(this::heard);
  }

  /** An editor that knows only what every editor does. */
  static Editor on(Path folder) {
    return on(folder, "{}");
  }

  /**
   * An editor with capabilities, as JSON in which {@code '} may stand for a double quote.
   *
   * @param folder its workspace
   */
  static Editor on(Path folder, String capabilities) {
    return on(Wire.toServerHere(), folder, capabilities, null);
  }

  static Editor on(Wire wire, Path folder, String capabilities, JsonElement options) {
    JsonObject params = new JsonObject();
    params.add("processId", JsonNull.INSTANCE);
    params.addProperty("rootUri", folder.toUri().toString());
    params.add("capabilities", Wire.json(capabilities));
    params.add("initializationOptions", options);
    return on(wire, folder, params);
  }

  /**
   * An editor that says all of this in {@code initialize}.
   *
   * @param folder what the names of files are relative to
   */
  static Editor on(Wire wire, Path folder, JsonObject params) {
    Editor editor = new Editor(wire, folder);
    assertThat(wire.request("initialize", params).has("result")).isTrue();
    wire.notify("initialized", new JsonObject());
    return editor;
  }

  Wire wire() {
    return wire;
  }

  String uri(String file) {
    return folder.resolve(file).toUri().toString();
  }

  /** Shows a file that is on disk. */
  Editor open(String file) {
    return open(file, read(folder.resolve(file)));
  }

  /** Shows a file with a text of its own. */
  Editor open(String file, String text) {
    texts.put(file, text);
    versions.put(file, 1);
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri(file));
    document.addProperty("languageId", "yaml");
    document.addProperty("version", 1);
    document.addProperty("text", text);
    wire.notify("textDocument/didOpen", with("textDocument", document));
    return this;
  }

  /** Types: the first occurrence of a text becomes another. */
  Editor replace(String file, String before, String after) {
    String text = texts.get(file);
    int at = text.indexOf(before);
    assertThat(at).as("'%s' in %s", before, text).isNotNegative();
    return change(file, at, at + before.length(), after);
  }

  private Editor change(String file, int from, int to, String after) {
    String text = texts.get(file);
    texts.put(file, text.substring(0, from) + after + text.substring(to));
    int version = versions.merge(file, 1, Integer::sum);
    JsonObject range = new JsonObject();
    range.add("start", position(text, from));
    range.add("end", position(text, to));
    JsonObject change = new JsonObject();
    change.add("range", range);
    change.addProperty("text", after);
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri(file));
    document.addProperty("version", version);
    JsonObject params = with("textDocument", document);
    params.add("contentChanges", Wire.array(change));
    wire.notify("textDocument/didChange", params);
    return this;
  }

  /** Replaces a random short piece by another, keeping the file's size about the same. */
  Editor scramble(String file, Random random) {
    String text = texts.get(file);
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(6));
    String pieces = "a: [{}]\n  - \"x'#&*|>1.";
    int at = random.nextInt(pieces.length());
    int length = text.length() > 4000 ? 0 : random.nextInt(6);
    String piece = pieces.substring(at, Math.min(pieces.length(), at + length));
    return change(file, from, to, piece);
  }

  Editor close(String file) {
    versions.remove(file);
    texts.remove(file);
    JsonObject document = new JsonObject();
    document.addProperty("uri", uri(file));
    wire.notify("textDocument/didClose", with("textDocument", document));
    return this;
  }

  /** Another program writes a file, and the client's watcher reports it. */
  Editor write(String file, String text) {
    write(folder, file, text);
    return touched(file, 2);
  }

  /** Another program deletes a file, and the client's watcher reports it. */
  Editor delete(String file) {
    try {
      Files.delete(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return touched(file, 3);
  }

  private Editor touched(String file, int type) {
    JsonObject event = new JsonObject();
    event.addProperty("uri", uri(file));
    event.addProperty("type", type);
    wire.notify("workspace/didChangeWatchedFiles", with("changes", Wire.array(event)));
    return this;
  }

  /**
   * Waits until a file shows this: its text with the diagnostics under their lines. An open file
   * must have been answered with its newest version.
   */
  Editor shows(String file, String expected) {
    await(() -> shown(file).equals(expected));
    assertThat(shown(file)).as("what %s shows", file).isEqualTo(expected);
    return this;
  }

  /**
   * Waits until a file shows a diagnostic under the line that has the first text, whose own line
   * has the second.
   */
  Editor marks(String file, String line, String mark) {
    await(() -> hasMark(file, line, mark));
    assertThat(hasMark(file, line, mark))
        .as("'%s' under '%s' of%n%s", mark, line, shown(file))
        .isTrue();
    return this;
  }

  private boolean hasMark(String file, String line, String mark) {
    List<String> lines = shown(file).lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).contains(line) && lines.get(i + 1).contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** The other ends of what a file shows: file, line:column from 0, and the text there. */
  synchronized List<String> related(String file) {
    List<String> ends = new ArrayList<>();
    for (JsonElement diagnostic : published.get(file).getAsJsonArray("diagnostics")) {
      for (JsonElement each : diagnostic.getAsJsonObject().getAsJsonArray("relatedInformation")) {
        JsonObject location = each.getAsJsonObject().getAsJsonObject("location");
        String other = name(location.get("uri").getAsString());
        JsonObject start = location.getAsJsonObject("range").getAsJsonObject("start");
        int line = start.get("line").getAsInt();
        int character = start.get("character").getAsInt();
        String whole = texts.getOrDefault(other, read(folder.resolve(other)));
        String text = whole.lines().toList().get(line).strip();
        ends.add(other + " " + line + ":" + character + " " + text);
      }
    }
    return ends;
  }

  /** Waits until the newest version of an open file has been answered, whatever it shows. */
  Editor isAnswered(String file) {
    await(() -> answered(file) == versions.get(file));
    assertThat(answered(file)).as("the answered version of %s", file).isEqualTo(versions.get(file));
    return this;
  }

  /** The condition looks at what came; a request in it would wait for itself. */
  synchronized void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Wire.SECONDS);
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      pause();
    }
  }

  private synchronized int answered(String file) {
    JsonObject params = published.get(file);
    return params == null || !params.has("version") ? -1 : params.get("version").getAsInt();
  }

  private void pause() {
    try {
      wait(50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The parameters of the messages of a method that came so far, in order. */
  List<JsonObject> heard(String method) {
    return wire.received().stream()
        .filter(message -> message.get("method").getAsString().equals(method))
        .map(
            message -> message.has("params") ? message.getAsJsonObject("params") : new JsonObject())
        .toList();
  }

  /** Waits until a condition holds, and fails when it does not in time. */
  Editor until(String what, BooleanSupplier condition) {
    await(condition);
    assertThat(condition.getAsBoolean()).as(what).isTrue();
    return this;
  }

  /** Waits until the server has heard everything sent so far. */
  Editor settle() {
    wire.request("are you there", JsonNull.INSTANCE);
    return this;
  }

  /** The names of the files published so far, in order. */
  synchronized List<String> order() {
    return List.copyOf(order);
  }

  /** Forgets what came so far, but not what files show. */
  synchronized void forget() {
    order.clear();
    wire.forget();
  }

  private synchronized void heard(JsonObject message) {
    if (message.get("method").getAsString().equals("textDocument/publishDiagnostics")) {
      JsonObject params = message.getAsJsonObject("params");
      String file = name(params.get("uri").getAsString());
      published.put(file, params);
      order.add(file);
      notifyAll();
    }
  }

  private String name(String uri) {
    String root = folder.toUri().toString();
    return uri.startsWith(root) ? uri.substring(root.length()) : uri;
  }

  private synchronized String shown(String file) {
    JsonObject params = published.get(file);
    Integer version = versions.get(file);
    String text = version == null ? read(folder.resolve(file)) : texts.get(file);
    if (version != null && answered(file) != version) {
      return "version " + version + " is not answered yet, but " + params;
    }
    return annotated(text, params == null ? new JsonArray() : params.getAsJsonArray("diagnostics"));
  }

  /** A text with diagnostics under their lines. */
  static String annotated(String text, JsonArray diagnostics) {
    List<JsonObject> byPlace = new ArrayList<>();
    diagnostics.forEach(each -> byPlace.add(each.getAsJsonObject()));
    byPlace.sort(Comparator.comparingInt(each -> start(each, "character")));
    StringBuilder shown = new StringBuilder();
    List<String> lines = text.lines().toList();
    for (int i = 0; i <= lines.size(); i++) {
      if (i < lines.size()) {
        shown.append(lines.get(i)).append('\n');
      }
      for (JsonObject each : byPlace) {
        if (start(each, "line") == i) {
          int length = i < lines.size() ? lines.get(i).length() : 0;
          shown.append(mark(each, length)).append('\n');
        }
      }
    }
    return shown.toString();
  }

  private static String mark(JsonObject diagnostic, int lineLength) {
    JsonObject end = diagnostic.getAsJsonObject("range").getAsJsonObject("end");
    int from = start(diagnostic, "character");
    boolean oneLine = end.get("line").getAsInt() == start(diagnostic, "line");
    int to = oneLine ? end.get("character").getAsInt() : lineLength;
    String severity =
        List.of("", "error", "warning", "note", "hint").get(diagnostic.get("severity").getAsInt());
    return " ".repeat(from)
        + (to > from ? "^".repeat(to - from) : "|")
        + (oneLine ? " " : "... ")
        + severity
        + " "
        + diagnostic.get("code").getAsString()
        + ": "
        + diagnostic.get("message").getAsString().replace("\n", "\\n");
  }

  private static int start(JsonObject diagnostic, String member) {
    return diagnostic.getAsJsonObject("range").getAsJsonObject("start").get(member).getAsInt();
  }

  private static JsonObject position(String text, int offset) {
    int line = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    JsonObject position = new JsonObject();
    position.addProperty("line", line);
    position.addProperty("character", offset - (text.lastIndexOf('\n', offset - 1) + 1));
    return position;
  }

  static JsonObject with(String name, JsonElement value) {
    JsonObject object = new JsonObject();
    object.add(name, value);
    return object;
  }

  /** A file for a test, its folders included. */
  static void write(Path folder, String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says good-bye as the protocol wants it and checks that the server does, too. */
  @Override
  public void close() {
    assertThat(wire.request("shutdown", JsonNull.INSTANCE).get("result").isJsonNull()).isTrue();
    wire.notify("exit", JsonNull.INSTANCE);
    assertThat(wire.exitCode()).isZero();
  }
}
