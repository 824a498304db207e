package dev.ephor.lint;

import dev.ephor.rule.validate.Anchor;
import dev.ephor.rule.validate.ScalarPattern;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Objects;

/** What follows from what patterns demand. Every answer "yes" is certain, a "no" is not. */
final class PatternLogic {

  private static final int DEEPEST = 64;

  private PatternLogic() {}

  /** Whether every resource that meets the one pattern meets the other. */
  static boolean implies(Value one, Value other) {
    return implies(one, other, 0);
  }

  private static boolean implies(Value one, Value other, int depth) {
    if (one.equals(other)) {
      return true;
    } else if (depth > DEEPEST) {
      return false;
    } else if (one instanceof MapValue map && other instanceof MapValue others) {
      return entries(map, others, depth);
    } else if (one instanceof ListValue list && other instanceof ListValue others) {
      return list.size() == 1
          && others.size() == 1
          && list.at(0) instanceof MapValue
          && implies(list.at(0), others.at(0), depth + 1);
    }
    return one instanceof Scalar scalar
        && other instanceof Scalar demanded
        && !Demand.isVariable(scalar)
        && !Demand.isVariable(demanded)
        && ScalarLogic.implies(ScalarPattern.of(scalar), ScalarPattern.of(demanded));
  }

  /** Anchors that decide about their neighbours must be the same on both sides. */
  private static boolean entries(MapValue one, MapValue other, int depth) {
    for (String key : one.keys()) {
      if (isDecisive(key) && !Objects.equals(one.child(key), other.child(key))) {
        return false;
      }
    }
    for (String key : other.keys()) {
      Value mine = one.child(key);
      Value theirs = Objects.requireNonNull(other.child(key));
      boolean same =
          mine != null
              && (isDecisive(key) ? mine.equals(theirs) : implies(mine, theirs, depth + 1));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDecisive(String key) {
    Anchor anchor = Anchor.parse(key);
    return anchor != null && anchor.kind() != Anchor.Kind.EQUALITY;
  }
}
