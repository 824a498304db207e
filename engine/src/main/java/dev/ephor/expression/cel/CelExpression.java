package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelError;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An expression ready to be evaluated; shared between threads. */
public final class CelExpression implements CelCompilation {

  private final String text;
  private final String resultType;
  private final Object typeHandle;
  private final Node root;
  private final int slots;
  private final long costLimit;
  private final Supplier<Explainer> explainers;
  private volatile @Nullable Explainer explainer;

  /**
   * @param typeHandle the checker's own description of the result type, opaque to this class
   * @param explainers makes the explainer of this expression when it is first asked for
   */
  CelExpression(
      String text,
      String resultType,
      Object typeHandle,
      Node root,
      int slots,
      long costLimit,
      Supplier<Explainer> explainers) {
    this.text = text;
    this.resultType = resultType;
    this.typeHandle = typeHandle;
    this.root = root;
    this.slots = slots;
    this.costLimit = costLimit;
    this.explainers = explainers;
  }

  /** The text it was compiled from. */
  public String text() {
    return text;
  }

  /** The static type of the result, such as {@code bool}, {@code dyn} or {@code list(string)}. */
  public String resultType() {
    return resultType;
  }

  Object typeHandle() {
    return typeHandle;
  }

  /** Computes the value for an input, which notes what that has cost. */
  public CelResult evaluate(CelInput input) {
    Frame frame = new Frame(input, slots, costLimit);
    try {
      Object value = root.eval(frame);
      return value instanceof CelError error
          ? new CelResult.Failure(error.message())
          : new CelResult.Success(value);
    } catch (CostExceeded exceeded) {
      return new CelResult.Failure("operation cancelled: actual cost limit exceeded");
    } catch (StackOverflowError deep) {
      return new CelResult.Failure("the expression is nested too deeply");
    } finally {
      input.spend(frame.cost());
    }
  }

  /**
   * Which part of a condition decided, and what it saw; empty where the value is neither true nor
   * false nor an error. Costs several evaluations.
   */
  public Optional<CelReason> explain(CelInput input) {
    try {
      return Optional.ofNullable(explainer().explain(input));
    } catch (CostExceeded | StackOverflowError tooMuch) {
      return Optional.empty();
    }
  }

  /** As {@link #evaluate}, and tells what every part came to. */
  public CelTrace trace(CelInput input) {
    try {
      return explainer().trace(input);
    } catch (CostExceeded | StackOverflowError tooMuch) {
      return new CelTrace(evaluate(input), null, 0);
    }
  }

  private Explainer explainer() {
    Explainer known = explainer;
    if (known == null) {
      known = explainers.get();
      explainer = known;
    }
    return known;
  }
}
