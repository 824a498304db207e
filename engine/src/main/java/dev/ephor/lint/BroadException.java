package dev.ephor.lint;

import dev.ephor.policy.CelException;
import dev.ephor.policy.MatchBlock;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.function.Consumer;

/**
 * An exception that lifts a policy for every object of a kind, which is the same as not having the
 * policy. One that lifts single controls of pod security, images or values is narrow enough.
 */
final class BroadException implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    PolicyException exception = subject.exception();
    if (exception != null && exception.podSecurity() == null && exception.conditions() == null) {
      for (ResourceFilter filter : exception.match().filters()) {
        boolean one =
            exception.match().filters().size() == 1
                || exception.match().mode() == MatchBlock.Mode.ANY;
        if (one && RuleScope.isOpen(filter)) {
          found.accept(
              LintFinding.atKey(
                  kinds(filter),
                  "this exempts every "
                      + String.join(", ", filter.kinds().stream().map(kind -> kind.kind()).toList())
                      + " from the rules: add names, namespaces or a selector"));
        }
      }
    }
    CelException cel = subject.celException();
    if (cel != null
        && cel.exemptsWholly()
        && cel.conditions().isEmpty()
        && !cel.policies().isEmpty()) {
      MapValue spec = subject.root().map("spec");
      Value refs = spec == null ? null : spec.child("policyRefs");
      found.accept(
          LintFinding.atKey(
              refs == null ? subject.root() : refs,
              "this exempts everything from "
                  + String.join(
                      ", ", cel.policies().stream().map(CelException.Reference::name).toList())
                  + ": add matchConditions"));
    }
  }

  private static Value kinds(ResourceFilter filter) {
    MapValue node = filter.node() instanceof MapValue map ? map : null;
    MapValue resources = node == null ? null : node.map("resources");
    Value kinds = resources == null ? null : resources.child("kinds");
    return kinds == null ? filter.node() : kinds;
  }
}
