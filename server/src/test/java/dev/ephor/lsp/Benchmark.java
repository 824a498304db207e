package dev.ephor.lsp;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Latency over the protocol, from {@code didChange} to the publication of the last affected file,
 * against a server of its own process. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.lsp.Benchmark EPHOR [MANIFESTS] [POLICIES] [EDITS]
 * </pre>
 */
final class Benchmark {

  private Benchmark() {}

  public static void main(String[] args) throws Exception {
    int manifests = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
    int policies = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    int edits = args.length > 3 ? Integer.parseInt(args[3]) : 300;
    Path folder = Files.createTempDirectory("ephor-benchmark");
    try {
      Shop.write(folder, manifests, policies);
      Process process =
          new ProcessBuilder(args[0], "lsp").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      long started = System.nanoTime();
      Watch watch = new Watch(Wire.toProcess(process));
      watch.initialize(folder);
      System.out.printf(Locale.ROOT, "initialize answered after %s%n", millis(started));
      watch.awaitFirst(manifests);
      System.out.printf(Locale.ROOT, "first full result after %s%n", millis(started));
      edits(watch, folder, "manifest", "shop/m0007.yaml", "replicas: ", edits, 1);
      int affected = Shop.withoutTheLabelOfPolicy5(manifests) + 1;
      edits(watch, folder, "policy", "policies/p005.yaml", "message: ", edits / 3, affected);
      watch.leave();
    } finally {
      delete(folder);
    }
  }

  /** Types digits after a text, each time a number that was never there before. */
  private static void edits(
      Watch watch, Path folder, String what, String file, String after, int count, int published)
      throws Exception {
    String uri = folder.resolve(file).toUri().toString();
    String text = Files.readString(folder.resolve(file));
    watch.open(uri, text);
    String before = text.substring(0, text.indexOf(after) + after.length());
    int line = (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n') - 1;
    int warm = Math.max(20, count / 5);
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < count + warm; i++) {
      int length = i == 0 ? 0 : 5;
      double time =
          watch.edit(uri, i + 2, line, column, length, String.valueOf(10_000 + i), published);
      if (i >= warm) {
        times.add(time);
      }
      Thread.sleep(5); // a person is slower; the collector may use the pause
    }
    times.sort(Comparator.naturalOrder());
    System.out.printf(
        Locale.ROOT,
        "edit in a %s (%d edits): p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        what,
        count,
        times.get(count / 2),
        times.get(count * 95 / 100),
        times.get(count * 99 / 100),
        times.get(count - 1));
  }

  private static String millis(long since) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) + " ms";
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Counts publications. */
  private static final class Watch {
    private final Wire wire;
    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private long last;

    Watch(Wire wire) {
      this.wire = wire;
      wire.listen(
          message -> {
            if (message.get("method").getAsString().endsWith("publishDiagnostics")) {
              synchronized (this) {
                files.add(message.getAsJsonObject("params").get("uri").getAsString());
                last = System.nanoTime();
                notifyAll();
              }
            }
          });
    }

    void initialize(Path folder) {
      JsonObject params =
          Wire.json(
              "{'capabilities':{'textDocument':{'publishDiagnostics':{'relatedInformation':true}}}}");
      params.addProperty("rootUri", folder.toUri().toString());
      wire.request("initialize", params);
      wire.notify("initialized", new JsonObject());
    }

    synchronized void awaitFirst(int manifests) throws InterruptedException {
      while (files.size() < manifests) {
        wait();
      }
    }

    void open(String uri, String text) throws InterruptedException {
      JsonObject document = Wire.json("{'languageId':'yaml','version':1}");
      document.addProperty("uri", uri);
      document.addProperty("text", text);
      synchronized (this) {
        files.clear();
        wire.notify("textDocument/didOpen", Editor.with("textDocument", document));
        while (!files.contains(uri)) {
          wait();
        }
      }
      Thread.sleep(500);
    }

    double edit(String uri, int version, int line, int column, int length, String text, int wanted)
        throws InterruptedException {
      JsonObject change =
          Wire.json(
              String.format(
                  Locale.ROOT,
                  "{'range':{'start':{'line':%d,'character':%d},'end':{'line':%d,'character':%d}}}",
                  line,
                  column,
                  line,
                  column + length));
      change.addProperty("text", text);
      JsonObject document = new JsonObject();
      document.addProperty("uri", uri);
      document.addProperty("version", version);
      JsonObject params = Editor.with("textDocument", document);
      params.add("contentChanges", Wire.array(change));
      synchronized (this) {
        files.clear();
        wire.forget();
        long started = System.nanoTime();
        wire.notify("textDocument/didChange", params);
        while (files.size() < wanted || !files.contains(uri)) {
          wait();
        }
        return (last - started) / 1e6;
      }
    }

    void leave() {
      wire.request("shutdown", JsonNull.INSTANCE);
      wire.notify("exit", JsonNull.INSTANCE);
      wire.exitCode();
    }
  }
}
