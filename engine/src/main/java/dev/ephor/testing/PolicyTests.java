package dev.ephor.testing;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.Rule;
import dev.ephor.testing.LiveResults.NamedPolicy;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What the tests of a workspace expect of one policy.
 *
 * @param document where it stands
 * @param policy the policy
 * @param span its name, in its file
 * @param rows what came of all expectations of it
 * @param rules its rules as they are written; one without a name for policies whose rules have none
 */
public record PolicyTests(
    PlacedDocument document, Policy policy, Span span, List<Row> rows, List<RuleTests> rules) {

  public PolicyTests {
    rows = List.copyOf(rows);
    rules = List.copyOf(rules);
  }

  /** A result and the test file in which it is expected. */
  public record Row(FileId test, LiveResult result) {}

  /**
   * The part that is about one rule.
   *
   * @param rule its name as it is written; empty where rules have none
   * @param span the name, in its file; the policy's name where there is none
   * @param canFail whether it judges, and so should fail in some test
   */
  public record RuleTests(String rule, Span span, boolean canFail, List<Row> rows) {
    public RuleTests {
      rows = List.copyOf(rows);
    }

    /** Whether in some test the rule says that something is wrong. */
    public boolean everFails() {
      return rows.stream()
          .map(row -> row.result().row().got())
          .anyMatch(got -> got.equals("fail") || got.equals("error") || got.equals("warn"));
    }
  }

  /** How many rows have a verdict. */
  public static long count(List<Row> rows, Verdict verdict) {
    return rows.stream().filter(row -> row.result().row().verdict() == verdict).count();
  }

  /** The policies of a file with their tests, in the order of the text. Runs what has to be run. */
  public static List<PolicyTests> of(
      Snapshot snapshot, LiveTests tests, FileId file, Cancellation cancellation) {
    List<PolicyTests> found = new ArrayList<>();
    for (PlacedDocument document : snapshot.documents(file)) {
      if (PolicyReader.isPolicy(document.yaml().root())
          && document.yaml().root() instanceof MapValue root) {
        Policy policy = PolicyReader.read(root).policy();
        if (policy != null) {
          List<FileId> covering =
              tests.byPolicyFile(snapshot, cancellation).getOrDefault(file, List.of());
          found.add(of(snapshot, tests, document, policy, covering));
        }
      }
    }
    return found;
  }

  private static PolicyTests of(
      Snapshot snapshot,
      LiveTests tests,
      PlacedDocument document,
      Policy policy,
      List<FileId> covering) {
    List<Row> rows = new ArrayList<>();
    NamedPolicy self = new NamedPolicy(document.file(), document.start(), policy.name());
    for (FileId test : covering) {
      LiveResults results = tests.of(snapshot, test);
      if (results.policies().contains(self)) {
        for (LiveResult result : results.rows()) {
          if (result.row().expected().policyName().equals(policy.name())) {
            rows.add(new Row(test, result));
          }
        }
      }
    }
    Span name = name(document, policy.document().map("metadata"), policy.document());
    List<RuleTests> rules = new ArrayList<>();
    if (policy instanceof KyvernoPolicy kyverno) {
      for (Rule rule : kyverno.spec().rules()) {
        List<Row> own =
            rows.stream()
                .filter(row -> RuleNames.spokeFor(rule.name(), row.result().row().rule()))
                .toList();
        boolean judges =
            rule.node().containsKey("validate") || rule.node().containsKey("verifyImages");
        rules.add(
            new RuleTests(rule.name(), name(document, rule.node(), rule.node()), judges, own));
      }
    } else {
      String kind = policy.kind();
      boolean judges = kind.contains("Validating");
      rules.add(new RuleTests("", name, judges, rows));
    }
    return new PolicyTests(document, policy, name, rows, rules);
  }

  private static Span name(
      PlacedDocument document, @org.jspecify.annotations.Nullable MapValue named, MapValue whole) {
    Value name = named == null ? null : named.child("name");
    return document.span(name == null ? whole.place(Place.Part.KEY) : name.place(Place.Part.VALUE));
  }
}
