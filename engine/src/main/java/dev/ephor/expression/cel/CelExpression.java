package dev.ephor.expression.cel;

import dev.ephor.expression.cel.value.CelError;

/** An expression ready to be evaluated; shared between threads. */
public final class CelExpression implements CelCompilation {

  private final String text;
  private final String resultType;
  private final Object typeHandle;
  private final Node root;
  private final int slots;
  private final long costLimit;

  /**
   * @param typeHandle the checker's own description of the result type, opaque to this class
   */
  CelExpression(
      String text, String resultType, Object typeHandle, Node root, int slots, long costLimit) {
    this.text = text;
    this.resultType = resultType;
    this.typeHandle = typeHandle;
    this.root = root;
    this.slots = slots;
    this.costLimit = costLimit;
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

  /** Computes the value for an input. */
  public CelResult evaluate(CelInput input) {
    try {
      Object value = root.eval(new Frame(input, slots, costLimit));
      return value instanceof CelError error
          ? new CelResult.Failure(error.message())
          : new CelResult.Success(value);
    } catch (CostExceeded exceeded) {
      return new CelResult.Failure("operation cancelled: actual cost limit exceeded");
    } catch (StackOverflowError deep) {
      return new CelResult.Failure("the expression is nested too deeply");
    }
  }
}
