package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Workspace;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How often the field that stands in a real document is among the first proposals when it is taken
 * out. Every entry of every mapping counts: it is removed with its value, its line keeps the
 * indentation and the dash, and proposals are asked for with nothing, one and two letters of its
 * key typed. How to run it is in docs/benchmarks.md:
 *
 * <pre>
 * .ci/benchmark dev.ephor.ide.completion.HitRates [--every N] [--misses N] PATH...
 * </pre>
 */
final class HitRates {

  private static final int FIRST = 10;
  private static final int MOST_TYPED = 2;

  /** What is known of the mapping that holds a field. */
  private enum Group {
    /** The field is one that its mapping's structure has. */
    KNOWN("structure known"),
    /** Labels, annotations, data: any key may stand there. */
    FREE("free maps"),
    /** A kind without a structure, or a field that its structure does not have. */
    UNKNOWN("structure unknown");

    private final String label;

    Group(String label) {
      this.label = label;
    }
  }

  private final Map<Group, int[]> hits = new EnumMap<>(Group.class);
  private final Map<Group, Integer> positions = new EnumMap<>(Group.class);
  private final List<Map<String, List<String>>> misses = new ArrayList<>();
  private final int every;
  private int seen;
  private long slowest;

  private HitRates(int every) {
    this.every = every;
    for (Group group : Group.values()) {
      hits.put(group, new int[MOST_TYPED + 1]);
      positions.put(group, 0);
    }
    for (int i = 0; i <= MOST_TYPED; i++) {
      misses.add(new HashMap<>());
    }
  }

  public static void main(String[] args) throws IOException {
    int every = 1;
    int shown = 0;
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--every")) {
        every = Integer.parseInt(args[++i]);
      } else if (args[i].equals("--misses")) {
        shown = Integer.parseInt(args[++i]);
      } else {
        paths.add(Path.of(args[i]));
      }
    }
    if (paths.isEmpty()) {
      System.err.println("usage: HitRates [--every N] [--misses N] PATH...");
      System.exit(2);
    }
    HitRates rates = new HitRates(every);
    for (Path path : paths) {
      rates.folder(path);
    }
    rates.print(shown);
  }

  /** Each folder is a workspace of its own, as its author had it open. */
  private void folder(Path path) throws IOException {
    Map<Path, List<Path>> folders = new TreeMap<>();
    try (Stream<Path> files = Files.walk(path)) {
      files
          .filter(file -> file.toString().matches(".*\\.ya?ml"))
          .sorted()
          .forEach(
              file ->
                  folders.computeIfAbsent(file.getParent(), any -> new ArrayList<>()).add(file));
    }
    for (List<Path> files : folders.values()) {
      Workspace workspace = new Workspace();
      List<Change> changes = new ArrayList<>();
      for (Path file : files) {
        changes.add(new Change.InEditor(id(file), SourceText.of(Files.readString(file))));
      }
      Snapshot snapshot = workspace.update(changes);
      for (Path file : files) {
        file(workspace, snapshot, id(file));
      }
    }
  }

  private static FileId id(Path file) {
    return new FileId(file.toAbsolutePath().normalize().toString());
  }

  private void file(Workspace workspace, Snapshot snapshot, FileId file) {
    for (PlacedDocument document : snapshot.documents(file)) {
      YamlDocument yaml = document.yaml();
      if (!(yaml.root() instanceof MapValue root)
          || !root.containsKey("apiVersion")
          || !root.containsKey("kind")) {
        continue;
      }
      for (int node = 1; node < yaml.nodeCount(); node++) {
        if (!yaml.keySpan(node).isEmpty() && seen++ % every == 0) {
          position(workspace, snapshot, document, node);
        }
      }
    }
    workspace.update(List.of(new Change.InEditor(file, text(snapshot, file))));
  }

  private static SourceText text(Snapshot snapshot, FileId file) {
    SourceText text = snapshot.text(file);
    if (text == null) {
      throw new IllegalStateException("no such file: " + file);
    }
    return text;
  }

  private void position(Workspace workspace, Snapshot snapshot, PlacedDocument document, int node) {
    YamlDocument yaml = document.yaml();
    NodePath path = NodePath.of(yaml, node);
    if (path.value().node() != node || path.steps().isEmpty()) {
      return; // hidden by a later entry
    }
    String key = path.steps().get(path.steps().size() - 1).key();
    if (key == null || key.isEmpty()) {
      return;
    }
    Meaning holder = Meanings.at(path.parent(), snapshot.schemas());
    String field = holder.dialect().field(key);
    Group group =
        holder.fields().containsKey(field)
            ? Group.KNOWN
            : holder.meant().stream().anyMatch(MapSchema.class::isInstance)
                ? Group.FREE
                : Group.UNKNOWN;
    positions.merge(group, 1, Integer::sum);
    String whole = text(snapshot, document.file()).content();
    for (int typed = 0; typed <= MOST_TYPED; typed++) {
      String begun = key.substring(0, Math.min(typed, key.length()));
      Removed removed = removed(whole, document, node, begun);
      Snapshot now =
          workspace.update(
              List.of(new Change.InEditor(document.file(), SourceText.of(removed.text))));
      long start = System.nanoTime();
      List<Proposal> proposals = Completions.at(now, document.file(), removed.cursor);
      slowest = Math.max(slowest, System.nanoTime() - start);
      boolean hit =
          proposals.stream()
              .limit(FIRST)
              .map(Proposal::label)
              .anyMatch(label -> label.equals(key) || (begun.isEmpty() && label.equals(field)));
      if (hit) {
        hits.getOrDefault(group, new int[0])[typed]++;
      } else {
        int line = SourceText.of(whole).lineOf(removed.cursor) + 1;
        misses
            .get(typed)
            .computeIfAbsent(
                group.label + ": " + owner(holder, path) + "." + key, any -> new ArrayList<>())
            .add(document.file().path() + ":" + line);
      }
    }
  }

  private static String owner(Meaning holder, NodePath path) {
    List<String> names =
        holder.meant().stream()
            .filter(ObjectSchema.class::isInstance)
            .map(Object::toString)
            .limit(2)
            .toList();
    if (!names.isEmpty()) {
      return String.join("|", names) + (path.steps().size() == 1 ? " (top)" : "");
    }
    for (int i = path.steps().size() - 2; i >= 0; i--) {
      String key = path.steps().get(i).key();
      if (key != null) {
        return key;
      }
    }
    return "top";
  }

  private record Removed(String text, int cursor) {}

  /** The text without an entry; the cursor is behind what is typed instead. */
  private static Removed removed(String whole, PlacedDocument document, int node, String typed) {
    YamlDocument yaml = document.yaml();
    Span key = yaml.keySpan(node).shift(document.start());
    Span value = yaml.valueSpan(node).shift(document.start());
    int end = Math.max(key.end(), value.end());
    boolean flow = isInFlow(yaml, node);
    if (!flow) {
      // A block scalar's span may reach over its last line break.
      while (end > key.end() && Character.isWhitespace(whole.charAt(end - 1))) {
        end--;
      }
      while (end < whole.length() && whole.charAt(end) != '\n') {
        end++;
      }
    }
    String text = whole.substring(0, key.start()) + typed + whole.substring(end);
    return new Removed(text, key.start() + typed.length());
  }

  private static boolean isInFlow(YamlDocument yaml, int node) {
    for (int at = yaml.parent(node); at >= 0; at = yaml.parent(at)) {
      if (yaml.kind(at) == dev.ephor.yaml.NodeKind.FLOW) {
        return true;
      }
    }
    return false;
  }

  private void print(int shown) {
    System.out.printf(
        Locale.ROOT, "%-24s %9s %9s %9s %9s%n", "", "positions", "0 typed", "1 typed", "2 typed");
    row("structure known", List.of(Group.KNOWN));
    row("free maps", List.of(Group.FREE));
    row("structure unknown", List.of(Group.UNKNOWN));
    row("all", List.of(Group.values()));
    System.out.printf(Locale.ROOT, "slowest answer: %.1f ms%n", slowest / 1e6);
    for (int typed = 0; typed <= MOST_TYPED && shown > 0; typed++) {
      System.out.printf("%nmissed with %d typed:%n", typed);
      misses.get(typed).entrySet().stream()
          .sorted(
              Comparator.comparingInt(
                      (Map.Entry<String, List<String>> miss) -> -miss.getValue().size())
                  .thenComparing(Map.Entry::getKey))
          .limit(shown)
          .forEach(
              miss ->
                  System.out.printf(
                      "%6d %s, such as %s%n",
                      miss.getValue().size(), miss.getKey(), miss.getValue().get(0)));
    }
  }

  private void row(String label, List<Group> groups) {
    int all = groups.stream().mapToInt(group -> positions.getOrDefault(group, 0)).sum();
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s %9d", label, all));
    for (int typed = 0; typed <= MOST_TYPED; typed++) {
      int index = typed;
      int hit =
          groups.stream().mapToInt(group -> hits.getOrDefault(group, new int[3])[index]).sum();
      line.append(String.format(Locale.ROOT, " %8.1f%%", all == 0 ? 0 : 100.0 * hit / all));
    }
    System.out.println(line);
  }
}
