package dev.ephor.lint;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.lint.LintFinding.Edit;
import dev.ephor.policy.CelException;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.Rule;
import dev.ephor.schema.NearestName;
import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An exception from a policy that is not in the workspace, or from a rule that its policy does not
 * have. Says nothing of policies where the workspace has none.
 */
final class MissingExempted implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    PolicyException exception = subject.exception();
    if (exception != null) {
      exception.exempted().forEach(one -> exempted(one, subject, found));
    }
    CelException cel = subject.celException();
    for (CelException.Reference reference :
        cel == null ? List.<CelException.Reference>of() : cel.policies()) {
      reference(reference, subject, found);
    }
  }

  private static void exempted(
      PolicyException.Exempted one, Subject subject, Consumer<LintFinding> found) {
    List<KyvernoPolicy> policies = new ArrayList<>();
    for (PolicyFacts facts : subject.landscape().policies().values()) {
      if (facts.policy() instanceof KyvernoPolicy policy) {
        policies.add(policy);
      }
    }
    List<KyvernoPolicy> meant =
        policies.stream().filter(policy -> policy.qualifiedName().equals(one.policy())).toList();
    Value name = one.node().child("policyName");
    if (policies.isEmpty() || name == null || one.policy().isEmpty()) {
      return;
    }
    if (meant.isEmpty()) {
      List<String> known = policies.stream().map(Policy::qualifiedName).toList();
      found.accept(missing(name, "policy " + one.policy(), one.policy(), known, subject));
      return;
    }
    ListValue rules = one.node().list("ruleNames");
    for (Value rule : rules == null ? List.<Value>of() : rules.values()) {
      rule(rule, meant, subject, found);
    }
  }

  private static void rule(
      Value rule, List<KyvernoPolicy> policies, Subject subject, Consumer<LintFinding> found) {
    String pattern = rule.asString();
    List<String> known = new ArrayList<>();
    for (KyvernoPolicy policy : policies) {
      for (Rule each : policy.spec().rules()) {
        known.add(each.name());
        known.addAll(GeneratedNames.of(each.name()));
      }
    }
    if (pattern != null
        && !known.isEmpty()
        && known.stream().noneMatch(name -> Wildcard.matches(pattern, name))) {
      String what = "rule " + pattern + " in " + policies.get(0).qualifiedName();
      found.accept(missing(rule, what, pattern, known, subject));
    }
  }

  private static void reference(
      CelException.Reference reference, Subject subject, Consumer<LintFinding> found) {
    List<String> known = new ArrayList<>();
    for (PolicyFacts facts : subject.landscape().policies().values()) {
      Policy policy = facts.policy();
      if (policy != null && policy.kind().equals(reference.kind())) {
        known.add(policy.name());
      }
    }
    Value name = reference.node().child("name");
    if (!known.isEmpty() && name != null && !known.contains(reference.name())) {
      String what = reference.kind() + " " + reference.name();
      found.accept(missing(name, what, reference.name(), known, subject));
    }
  }

  private static LintFinding missing(
      Value at, String what, String name, Collection<String> known, Subject subject) {
    Optional<String> nearest = NearestName.of(name, known);
    return LintFinding.atValue(
            at,
            "there is no "
                + what
                + " here, so nothing is exempt"
                + nearest.map(near -> ": did you mean " + near + "?").orElse(""))
        .with(nearest.flatMap(near -> renamed(at, near, subject)));
  }

  private static Optional<Edit> renamed(Value at, String nearest, Subject subject) {
    return subject.document().kind(at.node()) == NodeKind.PLAIN
        ? Optional.of(
            new Edit(
                "Rename to " + nearest,
                List.of(new TextEdit(subject.document().valueSpan(at.node()), nearest))))
        : Optional.empty();
  }
}
