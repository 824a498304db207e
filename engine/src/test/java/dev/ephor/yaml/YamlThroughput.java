package dev.ephor.yaml;

import com.sun.management.ThreadMXBean;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.Source;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that measures reading, in CPU time of its thread so that a busy machine matters less:
 * splitting, parsing against the library's bare events, bytes a node, an edit of a large text, a
 * broken document. Run its {@code main} with the test class path.
 */
final class YamlThroughput {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private YamlThroughput() {}

  public static void main(String[] args) {
    StringBuilder stream = new StringBuilder();
    while (stream.length() < 3_000_000) {
      String number = Integer.toString(stream.length());
      stream.append("---\n").append(Manifests.DEPLOYMENT.replace("web", "web" + number));
    }
    String text = stream.toString();
    report("split, ms", 20, () -> DocumentSplitter.split(text));
    List<String> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      documents.add(text.substring(slice.start(), slice.end()));
    }
    for (int round = 0; round < 8; round++) {
      double events =
          report(
              "library's events, ms for " + text.length() + " characters",
              1,
              () -> documents.forEach(d -> EventReader.read(d, CodePoints.of(d), event -> {})));
      double parse = report("YamlParser.parse, ms", 1, () -> readAll(documents));
      System.out.printf(
          "%.1f MB/s against %.1f%n", text.length() / parse / 1e3, text.length() / events / 1e3);
    }
    long before = used();
    List<YamlDocument> kept = readAll(documents);
    long nodes = kept.stream().mapToLong(YamlDocument::nodeCount).sum();
    System.out.printf("%.1f bytes a node without the text%n", (used() - before) / (double) nodes);

    SourceText source = SourceText.of(text);
    TextEdit edit = new TextEdit(Span.at(text.length() / 2), "x");
    report("SourceText.of, ms", 20, () -> SourceText.of(text));
    report("SourceText.apply, ms", 200, () -> source.apply(edit));
    String broken = documents.get(1).replace("replicas: 3", "repl");
    report("one break in a document, ms", 300, () -> YamlParser.parse(new Source("b"), broken));
  }

  private static List<YamlDocument> readAll(List<String> documents) {
    List<YamlDocument> read = new ArrayList<>();
    for (String document : documents) {
      read.add(YamlParser.parse(new Source("throughput"), document));
    }
    return read;
  }

  private static double report(String what, int times, Runnable task) {
    task.run();
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      task.run();
    }
    double millis = (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / times;
    System.out.printf("%s: %.3f%n", what, millis);
    return millis;
  }

  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
