package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import java.util.Optional;

/** Operators that do not evaluate, or do not need, all of their operands. */
final class LogicNodes {

  private LogicNodes() {}

  record And(Node left, Node right) implements Node {
    @Override
    public Object eval(Frame frame) {
      return decide(left, right, frame, false);
    }
  }

  record Or(Node left, Node right) implements Node {
    @Override
    public Object eval(Frame frame) {
      return decide(left, right, frame, true);
    }
  }

  /** One operand of the deciding value decides, even where the other has failed. */
  private static Object decide(Node left, Node right, Frame frame, boolean deciding) {
    Object first = left.eval(frame);
    if (first instanceof Boolean truth && truth == deciding) {
      return deciding;
    }
    Object second = right.eval(frame);
    if (second instanceof Boolean truth && truth == deciding) {
      return deciding;
    }
    if (first instanceof Boolean && second instanceof Boolean) {
      return !deciding;
    }
    if (first instanceof CelError) {
      return first;
    }
    return second instanceof CelError ? second : CelError.NO_SUCH_OVERLOAD;
  }

  record Conditional(Node condition, Node yes, Node no) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object truth = condition.eval(frame);
      if (truth instanceof Boolean decided) {
        return decided ? yes.eval(frame) : no.eval(frame);
      }
      return truth instanceof CelError ? truth : CelError.NO_SUCH_OVERLOAD;
    }
  }

  record Equal(Node left, Node right, boolean wanted) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object first = left.eval(frame);
      Object second = right.eval(frame);
      if (first instanceof CelError) {
        return first;
      }
      if (second instanceof CelError) {
        return second;
      }
      frame.spend(Costs.ofEquality(first, second));
      return CelEquality.equal(first, second) == wanted;
    }
  }

  record NotStrictlyFalse(Node operand) implements Node {
    @Override
    public Object eval(Frame frame) {
      return !Boolean.FALSE.equals(operand.eval(frame));
    }
  }

  /** {@code optional.or(optional)} and {@code optional.orValue(value)}. */
  record Otherwise(Node operand, Node other, boolean unwrap) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object value = operand.eval(frame);
      if (value instanceof Optional<?> optional) {
        if (optional.isEmpty()) {
          return other.eval(frame);
        }
        return unwrap ? optional.get() : optional;
      }
      return value;
    }
  }

  /** {@code orValue} on anything: what is no optional is itself. */
  record LooseOtherwise(Node operand, Node other) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object value = operand.eval(frame);
      Object instead = other.eval(frame);
      if (value instanceof CelError) {
        return value;
      }
      if (instead instanceof CelError) {
        return instead;
      }
      return value instanceof Optional<?> optional
          ? optional.isPresent() ? optional.get() : instead
          : value;
    }
  }
}
