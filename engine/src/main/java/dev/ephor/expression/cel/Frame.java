package dev.ephor.expression.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.function.Evaluation;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.value.Value;
import java.util.Arrays;

/** One evaluation: its input, the variables of its loops and what it has cost so far. */
final class Frame implements Evaluation {

  /** Kubernetes' limit for one call of an expression, in units of cost. */
  static final long COST_LIMIT = 1_000_000;

  final CelInput input;
  final Object[] slots;
  private long cost;

  Frame(CelInput input, int slotCount) {
    this.input = input;
    this.slots = new Object[slotCount];
    Arrays.fill(slots, CelNull.NULL);
  }

  /** Adds to the cost and ends the evaluation where it becomes too much. */
  void spend(long amount) {
    cost += amount;
    if (cost > COST_LIMIT) {
      throw new CostExceeded();
    }
  }

  @Override
  public Facts facts() {
    return input.facts();
  }

  @Override
  public String namespace() {
    return input.namespace();
  }

  @Override
  public void generate(String namespace, Value object) {
    input.generate(namespace, object);
  }
}
