package dev.ephor.lsp;

import com.google.gson.JsonNull;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Random edits with files opened and closed, and the heap before and after: {@code Soak [EDITS]}.
 * The server runs in this process, so that its heap can be measured after a collection.
 */
final class Soak {

  private Soak() {}

  public static void main(String[] args) throws Exception {
    int edits = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    Path folder = Files.createTempDirectory("ephor-soak");
    Heap heap = run(folder, 50, 20, edits / 10, edits);
    System.out.printf(
        Locale.ROOT,
        "live heap after %d edits: %.1f MB, after %d: %.1f MB%n",
        edits / 10,
        heap.early / 1e6,
        edits,
        heap.late / 1e6);
  }

  /** Bytes alive at two times. */
  record Heap(long early, long late) {}

  static Heap run(Path folder, int manifests, int policies, int first, int all) throws Exception {
    Shop.write(folder, manifests, policies);
    Random random = new Random(1);
    List<String> open = new ArrayList<>();
    long early = 0;
    try (Editor editor = Editor.on(Wire.toServerHere(), folder, "{}", JsonNull.INSTANCE)) {
      for (int i = 1; i <= all; i++) {
        if (open.isEmpty() || (open.size() < 8 && random.nextInt(10) == 0)) {
          String file =
              random.nextInt(5) == 0
                  ? String.format(Locale.ROOT, "policies/p%03d.yaml", random.nextInt(policies))
                  : String.format(Locale.ROOT, "shop/m%04d.yaml", random.nextInt(manifests));
          if (!open.contains(file)) {
            open.add(file);
            editor.open(file);
          }
        }
        String file = open.get(random.nextInt(open.size()));
        editor.scramble(file, random);
        if (i % 50 == 0) {
          editor.isAnswered(file); // a client that never waits only tests its own queue
        }
        if (random.nextInt(20) == 0) {
          open.remove(file);
          editor.close(file);
        }
        if (i == first) {
          early = used(editor);
        }
      }
      return new Heap(early, used(editor));
    }
  }

  private static long used(Editor editor) throws InterruptedException {
    editor.settle().forget();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(200);
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
