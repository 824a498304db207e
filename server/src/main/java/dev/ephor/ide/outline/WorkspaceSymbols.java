package dev.ephor.ide.outline;

import dev.ephor.ide.outline.Symbol.Kind;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The named things of a whole workspace: policies, rules, resources, exceptions and tests. Reads
 * the trees that are there, so that a query costs no parsing.
 */
public final class WorkspaceSymbols {

  /** Who gets more than this types one letter more. */
  public static final int LIMIT = 500;

  private static final Set<Kind> SHOWN =
      EnumSet.of(Kind.POLICY, Kind.RULE, Kind.EXCEPTION, Kind.TEST, Kind.RESOURCE);

  private WorkspaceSymbols() {}

  /**
   * A named thing and where it is.
   *
   * @param file the file that holds it
   * @param container the name of what holds it in the file; empty at the top
   * @param symbol it
   */
  public record Found(FileId file, String container, Symbol symbol) {}

  private record Ranked(int score, Found found) {}

  /**
   * What a query finds, the best first.
   *
   * @param query words of which each must be found in a thing's name, kind, namespace or container,
   *     letters may be left out; a blank or a slash is between words; nothing finds everything
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static List<Found> of(Snapshot snapshot, String query, Cancellation cancellation) {
    FuzzyQuery words = FuzzyQuery.of(query);
    List<Ranked> ranked = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      cancellation.check();
      for (PlacedDocument document : snapshot.documents(file)) {
        Symbol top =
            DocumentOutline.document(file, new SymbolTree(document), document.yaml().root(), false);
        if (top != null) {
          rank(file, "", top, words, ranked);
        }
      }
    }
    return ranked.stream()
        .sorted(
            Comparator.comparingInt((Ranked each) -> -each.score())
                .thenComparing(each -> each.found().symbol().name())
                .thenComparing(each -> each.found().file()))
        .limit(LIMIT)
        .map(Ranked::found)
        .toList();
  }

  private static void rank(
      FileId file, String container, Symbol symbol, FuzzyQuery words, List<Ranked> ranked) {
    if (SHOWN.contains(symbol.kind())) {
      int score = words.score(symbol.name(), symbol.detail() + " " + container);
      if (score > 0) {
        ranked.add(new Ranked(score, new Found(file, container, symbol)));
      }
    }
    for (Symbol child : symbol.children()) {
      rank(file, symbol.kind() == Kind.LIST ? container : symbol.name(), child, words, ranked);
    }
  }
}
