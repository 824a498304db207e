package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.report.ReportResult;
import dev.ephor.report.ReportResult.ResourceReference;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.testing.ResultRow.Evidence;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds expectations against responses, row by row, as the reference does. */
final class ResultRows {

  private final TestMaterial material;
  private final TestFiles files;
  private final List<ResultRow> rows = new ArrayList<>();
  private final List<TestProblem> problems = new ArrayList<>();

  ResultRows(TestMaterial material, TestFiles files) {
    this.material = material;
    this.files = files;
  }

  List<ResultRow> rows() {
    return rows;
  }

  /** Rows that there should have been. */
  List<TestProblem> problems() {
    return problems;
  }

  void add(ExpectedResult expected, Responses responses) {
    for (Subject subject : subjects(expected, responses)) {
      RowsOf rowsOf = new RowsOf(expected, subject);
      for (Response response : responses.asTrigger(subject)) {
        if (response.policy().policy().name().equals(expected.policyName())) {
          rowsOf.add(response);
          rowsOf.excludedIfNothing();
        }
      }
      for (Response response : responses.asTarget(subject)) {
        if (response.policy().policy().name().equals(expected.policyName())) {
          rowsOf.add(response);
        }
      }
      rowsOf.missingIfNothing();
    }
  }

  /**
   * The resources that an expectation selects, one that it names twice twice; all where it selects
   * none of them.
   */
  private static Collection<Subject> subjects(ExpectedResult expected, Responses responses) {
    Collection<Subject> all = responses.subjects();
    List<Subject> selected = new ArrayList<>();
    if (expected.resources() != null) {
      for (String name : expected.resources()) {
        all.stream().filter(subject -> subject.isMeantBy(name)).forEach(selected::add);
      }
      for (ResourceSpec spec : expected.specs()) {
        all.stream().filter(subject -> subject.isMeantBy(spec)).forEach(selected::add);
      }
    }
    return selected.isEmpty() ? all : selected;
  }

  /** The rows of one expectation about one resource. */
  private final class RowsOf {
    private final ExpectedResult expected;
    private final Subject subject;
    private boolean any;
    private boolean passedOver;

    RowsOf(ExpectedResult expected, Subject subject) {
      this.expected = expected;
      this.subject = subject;
    }

    void add(Response response) {
      for (RuleOutcome outcome : response.outcomes()) {
        boolean concerned =
            expected.rule().isEmpty()
                || !Responses.hasRules(response.policy().policy())
                || RuleNames.spokeFor(expected.rule(), outcome.rule());
        if (!concerned) {
          continue;
        }
        if (response.generates() && outcome.effect() instanceof Effect.Generated generated) {
          for (MapValue root : generated.roots()) {
            Resource made = Resource.of(root);
            add(response, outcome, made, "/" + ResourceKey.name(made), true);
          }
        } else {
          boolean hasDocument = !response.generates();
          add(response, outcome, response.judged(), subject.shown(), hasDocument);
        }
      }
    }

    private void add(
        Response response,
        RuleOutcome outcome,
        Resource actual,
        String shown,
        boolean hasDocument) {
      Check check = hasDocument ? check(response, outcome, actual) : result(response, outcome);
      if (check == null) {
        passedOver = true;
        problems.add(
            new TestProblem(
                expected.node().place(Place.Part.VALUE),
                "unexpected-document",
                (outcome.rule().isEmpty()
                        ? "Policy " + expected.policy()
                        : "Rule " + outcome.rule())
                    + " gives "
                    + ResourceKey.shown(actual)
                    + ", which is not among the expected documents, so nothing is compared."));
        return;
      }
      boolean ok = check.reason().equals("Ok");
      row(
          outcome.rule(),
          shown,
          check.got(),
          ok ? Verdict.PASS : Verdict.FAIL,
          check.reason(),
          check.message(),
          ok ? null : new Evidence(response.policy(), outcome, actual, check.differences()));
    }

    /** Null for a document that is not among the expected ones: it gives no row. */
    private @Nullable Check check(Response response, RuleOutcome outcome, Resource actual) {
      for (String file : List.of(expected.patchedResources(), expected.generatedResources())) {
        if (!file.isEmpty()) {
          List<Resource> documents = new ArrayList<>();
          try {
            for (MapValue object : files.objects(file)) {
              documents.add(Resource.of(object));
            }
          } catch (TestFiles.Unreadable unreadable) {
            return new Check(
                "",
                "Resource error",
                "error: failed to load resource (" + unreadable.getMessage() + ")",
                List.of());
          }
          Resource counterpart = DocumentComparison.counterpart(documents, actual);
          if (counterpart == null) {
            return expected.failOnMissing()
                ? new Check(
                    "",
                    "Resource error",
                    ResourceKey.shown(actual) + " not found in manifest " + file,
                    List.of())
                : null;
          }
          List<Difference> differences = DocumentComparison.of(counterpart, actual);
          if (!differences.isEmpty()) {
            String what = file.equals(expected.patchedResources()) ? "patched" : "generated";
            return new Check(
                "",
                "Resource diff",
                "Patched resource didn't match the " + what + " resource in the test result",
                differences);
          }
        }
      }
      return result(response, outcome);
    }

    private Check result(Response response, RuleOutcome outcome) {
      ReportResult result = reported(response.policy(), outcome);
      String got = result.result().name().toLowerCase(Locale.ROOT);
      return got.equals(expected.result())
          ? new Check(got, "Ok", result.message(), List.of())
          : new Check(
              got, "Want " + expected.result() + ", got " + got, result.message(), List.of());
    }

    /** A rule that matches nothing leaves the resource out, which is as good as passing. */
    void excludedIfNothing() {
      if (!any && !passedOver) {
        row(
            expected.rule(),
            subject.shownWithoutGap(),
            "",
            Verdict.PASS,
            "Excluded",
            "Excluded",
            null);
      }
    }

    void missingIfNothing() {
      if (any || passedOver) {
        return;
      }
      for (LoadedPolicy policy : material.policies()) {
        if (policy.refusal() != null && policy.policy().name().equals(expected.policyName())) {
          row(
              expected.rule(),
              subject.shownWithoutGap(),
              "",
              Verdict.SKIP,
              "Invalid Policy",
              policy.refusal(),
              null);
          return;
        }
      }
      row(
          expected.rule(),
          subject.shownWithoutGap(),
          "",
          Verdict.FAIL,
          "Not found",
          "Not found",
          null);
    }

    private void row(
        String rule,
        String shown,
        String got,
        Verdict verdict,
        String reason,
        String message,
        @Nullable Evidence evidence) {
      any = true;
      rows.add(
          new ResultRow(
              rows.size() + 1,
              expected,
              expected.policy(),
              rule,
              shown,
              got,
              verdict,
              reason,
              message,
              evidence));
    }
  }

  private record Check(String got, String reason, String message, List<Difference> differences) {}

  /** What a rule said, as reports and expectations write it. */
  static ReportResult reported(LoadedPolicy policy, RuleOutcome outcome) {
    ResourceReference nobody = new ResourceReference("", "", "", "", "", "");
    if (policy.policy() instanceof KyvernoPolicy rules) {
      return ReportResult.of(rules, outcome, nobody, outcome.properties());
    }
    return new ReportResult(
        "",
        outcome.rule(),
        nobody,
        outcome.status(),
        outcome.message(),
        true,
        null,
        "",
        "",
        outcome.properties());
  }
}
