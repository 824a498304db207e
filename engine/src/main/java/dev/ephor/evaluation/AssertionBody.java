package dev.ephor.evaluation;

import dev.ephor.context.Question;
import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Rule;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.assertion.AssertionFailure;
import dev.ephor.rule.assertion.AssertionTree;
import dev.ephor.rule.assertion.Expressions;
import dev.ephor.rule.assertion.Mismatch;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code validate.assert}: an assertion tree about the request. Context entries are known to its
 * expressions as {@code $name}. The reference makes an outcome of each mismatch; here they are one,
 * with a finding for each.
 */
final class AssertionBody {

  /** The name under which expressions find what they are about. */
  private static final String INPUT = "assertedValue";

  private static final String FAILED = "JMESPath query failed: ";

  private final String rule;
  private final Value tree;
  private final Set<String> entries = new HashSet<>();

  private AssertionBody(Rule rule, Value tree) {
    this.rule = rule.name();
    this.tree = tree;
    if (rule.context() != null) {
      for (Value entry : rule.context().values()) {
        if (entry instanceof MapValue map && map.string("name") != null) {
          entries.add(map.string("name"));
        }
      }
    }
  }

  static VariableBody of(Rule rule, ValidateCheck.Assertion written) {
    return new AssertionBody(rule, written.node())::judge;
  }

  private RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    Place whole = RuleOutcomes.whole(trial.resource());
    List<Mismatch> mismatches;
    try {
      mismatches =
          AssertionTree.mismatches(
              tree,
              payload(trial),
              name -> named(name, variables),
              (expression, input) -> evaluate(expression, input, variables),
              whole);
    } catch (AssertionFailure failure) {
      return outcomes.of(
          Status.ERROR,
          "failed to apply assertion: " + failure.getMessage(),
          failure.manifest(),
          failure.clause());
    }
    if (mismatches.isEmpty()) {
      return outcomes.passed("Validation rule '" + rule + "' passed.");
    }
    List<Finding> findings = new ArrayList<>();
    for (Mismatch mismatch : mismatches) {
      findings.add(new Finding(mismatch.manifest(), mismatch.clause()));
    }
    return outcomes.of(Status.FAIL, mismatches.get(0).message(), findings);
  }

  private @Nullable Value named(String name, RuleVariables variables) {
    return entries.contains(name) && variables.query(Query.of(name)) instanceof Resolved resolved
        ? resolved.value()
        : null;
  }

  /** In this dialect a missing key is null. */
  private static Value evaluate(String expression, Value input, RuleVariables variables)
      throws Expressions.Invalid {
    Resolution resolution =
        variables.with(INPUT, input).query(Query.of(INPUT + " | " + expression));
    if (resolution instanceof Resolved resolved) {
      return resolved.value();
    }
    String reason = ((Unresolved) resolution).reason();
    throw new Expressions.Invalid(
        reason.startsWith(FAILED) ? reason.substring(FAILED.length()) : reason);
  }

  /** What the tree is about: the request. */
  private static MapValue payload(Trial trial) {
    Resource resource = trial.resource();
    MapValue old = trial.request().oldObject();
    MapValue.Builder labels = map();
    if (!resource.namespace().isEmpty()) {
      Map<String, String> known =
          trial.facts().ask(new Question.NamespaceLabels(resource.namespace()));
      known.forEach((key, value) -> labels.put(key, Scalar.of(value)));
    }
    return map()
        .put("object", resource.root())
        .put("oldObject", old == null ? map().build() : old)
        .put("operation", Scalar.of(trial.request().operation().name()))
        .put("namespaceLabels", labels.build())
        .put("admissionOperation", Scalar.of(false))
        .put(
            "resourceKind",
            map()
                .put("group", Scalar.of(resource.type().group()))
                .put("version", Scalar.of(resource.type().version()))
                .put("kind", Scalar.of(resource.type().kind()))
                .put("subResource", Scalar.of(""))
                .build())
        .build();
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
