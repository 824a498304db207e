package dev.ephor.ide.focus;

import dev.ephor.ide.view.View;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.testing.PolicyTests;
import dev.ephor.testing.TestDocument;
import dev.ephor.testing.TestReader;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.List;
import java.util.Optional;

/**
 * The manifest that a rule is looked at with: the one that was chosen, else the last that somebody
 * edited, else the first that the rule's tests name, else the first in order; always one that the
 * rule matches.
 *
 * @param judged the manifest with what is said of it
 * @param how why this one, in words
 */
public record FocusedManifest(Judged judged, String how) {

  /** Such as {@code Deployment default/web}. */
  public String name() {
    return judged.resource().shownName();
  }

  /**
   * Finds it.
   *
   * @param rule the rule as it is written; empty for policies in CEL
   * @param all every resource that is judged, in order
   */
  public static Optional<FocusedManifest> of(
      View view, WorkspacePolicy policy, String rule, List<Judged> all) {
    String chosen = view.focus().chosen().get(new Focus.OfRule(policy.key(), rule));
    for (Judged judged : chosen == null ? List.<Judged>of() : all) {
      if (judged.resource().shownName().equals(chosen) && speaks(judged, policy, rule)) {
        return Optional.of(new FocusedManifest(judged, "chosen"));
      }
    }
    for (Focus.Edited edited : view.focus().edited()) {
      for (Judged judged : view.snapshot().judged(edited.file(), view.cancellation())) {
        if (holds(judged.document(), edited.offset()) && speaks(judged, policy, rule)) {
          return Optional.of(new FocusedManifest(judged, "edited last"));
        }
      }
    }
    Optional<Judged> tested = tested(view, policy, rule);
    if (tested.isPresent()) {
      return tested.map(judged -> new FocusedManifest(judged, "named by its tests"));
    }
    for (Judged judged : all) {
      if (speaks(judged, policy, rule)) {
        return Optional.of(new FocusedManifest(judged, "the first that it matches"));
      }
    }
    return Optional.empty();
  }

  /** The resources that a rule matches, in order. */
  public static List<Judged> matched(WorkspacePolicy policy, String rule, List<Judged> all) {
    return all.stream().filter(judged -> speaks(judged, policy, rule)).toList();
  }

  private static boolean holds(PlacedDocument document, int offset) {
    return document.start() <= offset
        && offset <= document.start() + document.yaml().text().length();
  }

  private static boolean speaks(Judged judged, WorkspacePolicy policy, String rule) {
    for (RuleOutcome outcome : judged.outcomes(policy)) {
      if (WrittenRule.means(rule, outcome.rule())) {
        return true;
      }
    }
    return false;
  }

  /** The first resource that a test of the rule names and that stands in its files. */
  private static Optional<Judged> tested(View view, WorkspacePolicy policy, String rule) {
    for (PolicyTests tests :
        PolicyTests.of(
            view.snapshot(), view.tests(), policy.document().file(), view.cancellation())) {
      if (!tests.policy().qualifiedName().equals(policy.name())) {
        continue;
      }
      for (PolicyTests.Row row : tests.rows()) {
        if (WrittenRule.means(rule, row.result().row().rule())) {
          Optional<Judged> found = named(view, row, policy, rule);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Judged> named(
      View view, PolicyTests.Row row, WorkspacePolicy policy, String rule) {
    for (PlacedDocument document : view.snapshot().documents(row.test())) {
      TestDocument test = TestReader.read(document.yaml().root()).test();
      for (String path : test == null ? List.<String>of() : test.resources()) {
        FileId file = row.test().resolve(path);
        for (Judged judged : view.snapshot().judged(file, view.cancellation())) {
          String name = "/" + judged.resource().shownName().replace(' ', '/');
          if (row.result().row().resource().endsWith(name) && speaks(judged, policy, rule)) {
            return Optional.of(judged);
          }
        }
      }
    }
    return Optional.empty();
  }
}
