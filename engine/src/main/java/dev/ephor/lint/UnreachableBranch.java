package dev.ephor.lint;

import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An entry of {@code anyPattern} that lets in nothing that another entry does not let in. */
final class UnreachableBranch implements Lint.Check {

  private static final int DEEPEST = 64;

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    KyvernoPolicy policy = subject.kyverno();
    for (Rule rule : policy == null ? List.<Rule>of() : policy.spec().rules()) {
      if (rule.body() instanceof RuleBody.Validate validate) {
        if (validate.check() instanceof ValidateCheck.AnyPattern any) {
          branches(any.node(), found);
        } else if (validate.check() instanceof ValidateCheck.Foreach loops) {
          loops(loops.node(), found, 0);
        }
      }
    }
  }

  private static void loops(@Nullable ListValue loops, Consumer<LintFinding> found, int depth) {
    for (MapValue loop : Subject.maps(depth > DEEPEST ? null : loops)) {
      Value any = loop.child("anyPattern");
      if (any != null) {
        branches(any, found);
      }
      loops(loop.list("foreach"), found, depth + 1);
    }
  }

  private static void branches(Value any, Consumer<LintFinding> found) {
    List<Value> branches = any instanceof ListValue list ? list.values() : List.of();
    for (int i = 0; i < branches.size(); i++) {
      for (int j = 0; j < branches.size(); j++) {
        Value one = branches.get(i);
        Value other = branches.get(j);
        // Of two that say the same the later is the one too many.
        boolean within = i != j && PatternLogic.implies(one, other);
        if (within && (j < i || !PatternLogic.implies(other, one))) {
          found.accept(
              LintFinding.atKey(
                      one,
                      one.equals(other)
                          ? "this pattern stands here twice: remove one"
                          : "whatever this pattern lets in another already does: remove it, or"
                              + " make the other stricter")
                  .with(other.place(Place.Part.KEY), "the other pattern"));
          break;
        }
      }
    }
  }
}
