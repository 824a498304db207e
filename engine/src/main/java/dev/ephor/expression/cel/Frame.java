package dev.ephor.expression.cel;

import dev.ephor.context.Facts;
import dev.ephor.expression.cel.function.Evaluation;
import dev.ephor.expression.cel.function.ImageChecks;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.value.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One evaluation: its input, the variables of its loops and what it has cost so far. */
final class Frame implements Evaluation {

  /** Kubernetes' limit for one call of an expression, in units of cost. */
  static final long COST_LIMIT = 1_000_000;

  /** Where the reference has no limit: enough for everything but an endless loop. */
  static final long OWN_LIMIT = 200_000_000;

  final CelInput input;
  final Object[] slots;
  private final long limit;
  private final @Nullable CelLog log;
  private long cost;

  Frame(CelInput input, int slotCount, long limit) {
    this(input, slotCount, limit, null);
  }

  /**
   * @param log hears what the parts come to; null where nobody does
   */
  Frame(CelInput input, int slotCount, long limit, @Nullable CelLog log) {
    this.input = input;
    this.limit = limit;
    this.log = log;
    this.slots = new Object[slotCount];
    Arrays.fill(slots, CelNull.NULL);
  }

  @Nullable CelLog log() {
    return log;
  }

  /** Adds to the cost and ends the evaluation where it becomes too much. */
  void spend(long amount) {
    cost += amount;
    if (cost > limit) {
      throw new CostExceeded();
    }
  }

  /** What the evaluation has cost so far. */
  long cost() {
    return cost;
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
  public @Nullable ImageChecks images() {
    return input.find(ImageChecks.BINDING) instanceof ImageChecks checks ? checks : null;
  }

  @Override
  public void generate(String namespace, Value object) {
    input.generate(namespace, object);
  }
}
