package dev.ephor.expression.cel.function;

import java.util.ArrayList;
import java.util.List;

/**
 * One way to call a function: what it takes, what it gives and how that is computed.
 *
 * @param id a name that no other overload has
 * @param function the function's name; of {@code math.round} the whole of it
 * @param member whether the first parameter stands before the dot
 * @param parameters the types taken
 * @param result the type given
 * @param call computes the result
 */
public record Overload(
    String id,
    String function,
    boolean member,
    List<TypeExpression> parameters,
    TypeExpression result,
    Call call) {

  /** Computes a result, or a {@link dev.ephor.expression.cel.value.CelError}. */
  @FunctionalInterface
  public interface Call {
    Object apply(Object[] arguments, Evaluation evaluation);
  }

  /** A computation that asks nothing of the world. */
  @FunctionalInterface
  public interface Pure {
    Object apply(Object[] arguments);
  }

  /**
   * Reads an overload as it is written in documentation: {@code string.charAt(int) -> string}, or
   * {@code math.round(double, int) -> double} where {@code math} is no type but part of the name.
   */
  public static Overload member(String signature, Pure call) {
    return of(true, signature, (arguments, evaluation) -> call.apply(arguments));
  }

  /** As {@link #member(String, Pure)}, for a function without a receiver. */
  public static Overload global(String signature, Pure call) {
    return of(false, signature, (arguments, evaluation) -> call.apply(arguments));
  }

  /** As {@link #member(String, Pure)}, for a function that asks the world. */
  public static Overload askingMember(String signature, Call call) {
    return of(true, signature, call);
  }

  /** As {@link #global(String, Pure)}, for a function that asks the world. */
  public static Overload asking(String signature, Call call) {
    return of(false, signature, call);
  }

  private static Overload of(boolean member, String signature, Call call) {
    int arrow = signature.lastIndexOf("->");
    String head = signature.substring(0, arrow).strip();
    int open = opening(head);
    String function = head.substring(0, open);
    List<TypeExpression> parameters = new ArrayList<>();
    if (member) {
      int dot = function.lastIndexOf('.');
      parameters.add(TypeExpression.parse(function.substring(0, dot)));
      function = function.substring(dot + 1);
    }
    for (String part : TypeExpression.split(head.substring(open + 1, head.length() - 1))) {
      parameters.add(TypeExpression.parse(part));
    }
    return new Overload(
        signature,
        function,
        member,
        List.copyOf(parameters),
        TypeExpression.parse(signature.substring(arrow + 2)),
        call);
  }

  private static int opening(String head) {
    int depth = 0;
    for (int i = head.length() - 1; ; i--) {
      char c = head.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
  }

  /** Whether these arguments are of the types taken. */
  public boolean accepts(Object[] arguments) {
    if (arguments.length != parameters.size()) {
      return false;
    }
    for (int i = 0; i < arguments.length; i++) {
      if (!parameters.get(i).accepts(arguments[i])) {
        return false;
      }
    }
    return true;
  }
}
