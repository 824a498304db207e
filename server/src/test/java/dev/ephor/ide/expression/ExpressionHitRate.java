package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelTokens;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.ide.completion.Proposal;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How often the member that stands in an expression is among the first ten proposals when it is cut
 * out behind its dot, with none, one and two of its letters left. Looks at the policies of a
 * folder, each text once and each in a workspace with the files beside it; takes every so-manieth
 * position, so that two runs look at the same.
 *
 * <pre>ExpressionHitRate FOLDER [POSITIONS] [misses]</pre>
 */
public final class ExpressionHitRate {

  private static final int SHOWN = 10;
  private static final int MOST_LETTERS = 2;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** A member's name in a file. */
  private record Position(Path file, String language, Span name) {}

  private static final class Rate {
    private final int[] wanted = new int[MOST_LETTERS + 1];
    private final int[] found = new int[MOST_LETTERS + 1];
  }

  private final Map<String, Rate> rates = new TreeMap<>();
  private final Map<String, Integer> misses = new HashMap<>();
  private final List<Long> times = new ArrayList<>();

  private ExpressionHitRate() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    List<Position> all = positions(folder);
    int stride = Math.max(1, all.size() / most);
    ExpressionHitRate rate = new ExpressionHitRate();
    for (int i = 0; i < all.size(); i += stride) {
      rate.look(all.get(i));
    }
    rate.print(all.size(), arguments.length > 2);
  }

  private static List<Position> positions(Path folder) throws IOException {
    List<Position> positions = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Path file : yamlFiles(folder, Integer.MAX_VALUE)) {
      String text = Files.readString(file);
      if (seen.add(text)) {
        Snapshot snapshot = workspaceOf(file).snapshot();
        for (PlacedDocument document : snapshot.documents(id(file))) {
          for (WrittenExpression expression : WrittenExpressions.of(document.yaml())) {
            for (Span name : names(expression)) {
              Span span = expression.map().toSource(name).shift(document.start());
              if (text.substring(span.start(), span.end())
                  .equals(expression.text().substring(name.start(), name.end()))) {
                boolean cel = expression.language() == Language.CEL;
                positions.add(new Position(file, cel ? "CEL" : "JMESPath", span));
              }
            }
          }
        }
      }
    }
    return positions;
  }

  private static List<Path> yamlFiles(Path folder, int depth) throws IOException {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private static FileId id(Path file) {
    return new FileId(file.toAbsolutePath().toString());
  }

  private record Opened(Workspace workspace, Snapshot snapshot) {}

  private static Opened workspaceOf(Path file) throws IOException {
    List<Change> changes = new ArrayList<>();
    for (Path beside : yamlFiles(file.toAbsolutePath().getParent(), 1)) {
      changes.add(new Change.InEditor(id(beside), SourceText.of(Files.readString(beside))));
    }
    Workspace workspace = new Workspace();
    return new Opened(workspace, workspace.update(changes));
  }

  /** The names behind dots. */
  private static List<Span> names(WrittenExpression expression) {
    List<Span> names = new ArrayList<>();
    if (expression.language() == Language.CEL) {
      List<CelTokens.Token> tokens = new CelTokens(expression.text()).all();
      for (int i = 1; i < tokens.size(); i++) {
        String before = tokens.get(i - 1).text();
        boolean member = before.equals(".") || before.equals(".?");
        if (member && NAME.matcher(tokens.get(i).text()).matches()) {
          names.add(tokens.get(i).span());
        }
      }
    } else {
      collect(Expression.parse(expression.text()).root(), expression.text(), names);
    }
    return names;
  }

  private static void collect(Node node, String text, List<Span> names) {
    Span span =
        node instanceof Node.Field field
            ? field.span()
            : node instanceof Node.Call call ? call.nameSpan() : Span.at(0);
    // Parts that were variables of their own stand here as names made of one letter.
    String name = text.substring(span.start(), span.end());
    if (span.start() > 0
        && text.charAt(span.start() - 1) == '.'
        && NAME.matcher(name).matches()
        && !name.matches("x{4,}")) {
      names.add(span);
    }
    node.children().forEach(child -> collect(child, text, names));
  }

  private void look(Position position) throws IOException {
    String text = Files.readString(position.file());
    Opened opened = workspaceOf(position.file());
    Span span = position.name();
    String name = text.substring(span.start(), span.end());
    for (int letters = 0; letters <= Math.min(MOST_LETTERS, name.length() - 1); letters++) {
      int cursor = span.start() + letters;
      String cut = text.substring(0, cursor) + text.substring(span.end());
      Snapshot snapshot =
          opened.workspace.update(
              List.of(new Change.InEditor(id(position.file()), SourceText.of(cut))));
      var unused = snapshot.schemas();
      long start = System.nanoTime();
      List<Proposal> proposals =
          ExpressionCompletion.at(snapshot, id(position.file()), cursor).orElse(List.of());
      times.add(System.nanoTime() - start);
      boolean found = shown(proposals, name.substring(0, letters)).contains(name);
      for (String kind : List.of(position.language(), "both")) {
        Rate rate = rates.computeIfAbsent(kind, missing -> new Rate());
        rate.wanted[letters]++;
        rate.found[letters] += found ? 1 : 0;
      }
      if (!found) {
        String line = text.substring(text.lastIndexOf('\n', span.start()) + 1, span.end()).strip();
        misses.merge(
            letters
                + (proposals.stream().anyMatch(p -> p.label().equals(name)) ? " late " : " none ")
                + position.language()
                + " "
                + name
                + "   "
                + line.substring(Math.max(0, line.length() - 60))
                + "   "
                + position.file().getFileName()
                + " "
                + position.file().getParent().getFileName(),
            1,
            Integer::sum);
      }
    }
  }

  /** What an editor shows first. */
  private static List<String> shown(List<Proposal> proposals, String typed) {
    String prefix = typed.toLowerCase(Locale.ROOT);
    return proposals.stream()
        .filter(proposal -> proposal.filter().toLowerCase(Locale.ROOT).startsWith(prefix))
        .sorted(Comparator.comparingInt(Proposal::rank).thenComparing(Proposal::label))
        .limit(SHOWN)
        .map(Proposal::label)
        .toList();
  }

  private void print(int positions, boolean withMisses) {
    System.out.println(positions + " positions");
    rates.forEach(
        (kind, rate) -> {
          StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-9s", kind));
          for (int letters = 0; letters <= MOST_LETTERS; letters++) {
            line.append(
                String.format(
                    Locale.ROOT,
                    "  %d typed: %5.1f %% of %d",
                    letters,
                    100.0 * rate.found[letters] / rate.wanted[letters],
                    rate.wanted[letters]));
          }
          System.out.println(line);
        });
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.println(
        "milliseconds: p50 "
            + sorted[sorted.length / 2] / 10_000 / 100.0
            + ", p95 "
            + sorted[(int) (sorted.length * 0.95)] / 10_000 / 100.0);
    if (withMisses) {
      misses.entrySet().stream()
          .sorted(
              Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                  .thenComparing(Map.Entry.comparingByKey()))
          .forEach(entry -> System.out.println(entry.getValue() + "  " + entry.getKey()));
    }
  }
}
