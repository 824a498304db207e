package dev.ephor.lsp;

import dev.ephor.text.SourceText;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long answers took, from {@code Workspace.update} with a text that was never there before to
 * the answer, on one thread; in milliseconds.
 *
 * @param wall by the clock, sorted
 * @param processor of the processor, sorted; on a busy machine only this says something
 */
record AnswerTimes(double[] wall, double[] processor) {

  private static int number = 10;

  /** Asks a feature at a place; gives how much it found. */
  interface Asked {
    int ask(Snapshot snapshot, FileId file, int offset);
  }

  /**
   * A place to type and ask at.
   *
   * @param file the file that is edited
   * @param text its text; {@code ‸} is the cursor, {@code #} a number that changes each time
   */
  record Place(String name, String file, String text, Asked asked) {}

  /** Prints the head of the table. */
  static void head(int manifests, int policies) {
    System.out.printf(
        Locale.ROOT,
        "%d manifests, %d policies, ms%n%-34s p50 / p95 / p99 (of the processor)%n",
        manifests,
        policies,
        "");
  }

  /** Asks so often twice, the first time to get warm, and prints a line. */
  static void print(Workspace workspace, Place place, int asked) {
    of(workspace, place, asked);
    AnswerTimes times = of(workspace, place, asked);
    System.out.printf(
        Locale.ROOT, "%-34s %s (%s)%n", place.name, shown(times.wall), shown(times.processor));
  }

  private static AnswerTimes of(Workspace workspace, Place place, int asked) {
    AnswerTimes times = new AnswerTimes(new double[asked], new double[asked]);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < asked; i++) {
      String text = place.text.replace("#", String.valueOf(number++));
      int cursor = text.indexOf('‸');
      Change edit = change(place.file, text.replace("‸", ""));
      long start = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      Snapshot snapshot = workspace.update(List.of(edit));
      int found = place.asked.ask(snapshot, new FileId(place.file), cursor);
      times.processor[i] = (threads.getCurrentThreadCpuTime() - used) / 1e6;
      times.wall[i] = (System.nanoTime() - start) / 1e6;
      if (found == 0) {
        throw new IllegalStateException("nothing is found for " + place.name);
      }
    }
    Arrays.sort(times.wall);
    Arrays.sort(times.processor);
    return times;
  }

  static Change change(String file, String text) {
    return new Change.InEditor(new FileId(file), SourceText.of(text));
  }

  private static String shown(double[] sorted) {
    return String.format(
        Locale.ROOT, "%.2f / %.2f / %.2f", at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99));
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
  }
}
