package dev.ephor.cli.diff;

import dev.ephor.cli.Counted;
import dev.ephor.cli.check.Json.Region;
import dev.ephor.impact.Comparison;
import dev.ephor.impact.Flip;
import dev.ephor.impact.Turn;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A comparison ready to be shown.
 *
 * @param comparison what differs
 * @param policies how many policies there are in the newer version
 * @param resources how many resources were judged by both
 * @param names how files are called
 * @param texts their texts
 */
record DiffResult(
    Comparison comparison,
    int policies,
    int resources,
    Function<FileId, String> names,
    Function<FileId, SourceText> texts) {

  /** The flips by what they turn from and to, the worst first. */
  Map<Turn, List<Flip>> byTurn() {
    Map<Turn, List<Flip>> turns = new TreeMap<>();
    for (Flip flip : comparison.flips()) {
      turns.computeIfAbsent(flip.turn(), turn -> new ArrayList<>()).add(flip);
    }
    return turns;
  }

  /** Such as {@code Deployment shop/web}. */
  String name(Judged judged) {
    return judged.resource().shownName();
  }

  /** The file of a resource, as it is shown. */
  String file(Judged judged) {
    return names.apply(judged.document().file());
  }

  /** The line on which a resource is named, from 1. */
  int line(Judged judged) {
    Span name = judged.document().nameSpan(judged.resource().root());
    return Region.of(texts.apply(judged.document().file()), name).startLine();
  }

  /** Policy and rule, such as {@code ClusterPolicy require-owner/owner}. */
  static String rule(String policy, String rule) {
    return rule.isEmpty() ? policy : policy + "/" + rule;
  }

  /** The last line: how much differs, over how much. */
  String summary() {
    return comparison.newlyRefused()
        + " newly refused, "
        + comparison.mended()
        + " no longer refused, "
        + Counted.of(comparison.flips().size(), "verdict")
        + " changed, "
        + Counted.of(comparison.reworded().size(), "message")
        + " changed, "
        + comparison.remade().size()
        + " made otherwise"
        + "; "
        + Counted.of(policies, "policy")
        + ", "
        + Counted.of(resources, "resource");
  }
}
