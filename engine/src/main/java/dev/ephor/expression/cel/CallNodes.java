package dev.ephor.expression.cel;

import dev.ephor.expression.cel.function.Overload;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import java.util.List;

/** Calls of functions whose arguments are all needed. */
final class CallNodes {

  private CallNodes() {}

  /** A call that takes the first overload whose types fit the arguments. */
  record Call(String function, List<Overload> overloads, Node[] arguments) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].eval(frame);
        if (values[i] instanceof CelError) {
          return values[i];
        }
      }
      frame.spend(Costs.of(function, values));
      for (Overload overload : overloads) {
        if (overload.accepts(values)) {
          return overload.call().apply(values, frame);
        }
      }
      return noSuchOverload(function, values);
    }
  }

  /** An operator that itself says what it does not know. */
  record Operation(Overload.Pure operator, String function, Node[] arguments) implements Node {
    @Override
    public Object eval(Frame frame) {
      Object[] values = new Object[arguments.length];
      Object failed = null;
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].eval(frame);
        if (failed == null && values[i] instanceof CelError) {
          failed = values[i];
        }
      }
      if (failed != null) {
        return failed;
      }
      frame.spend(Costs.of(function, values));
      return operator.apply(values);
    }
  }

  private static CelError noSuchOverload(String function, Object[] values) {
    StringBuilder text = new StringBuilder("no such overload: ").append(function).append('(');
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(CelValues.typeName(values[i]));
    }
    return new CelError(text.append(')').toString());
  }
}
