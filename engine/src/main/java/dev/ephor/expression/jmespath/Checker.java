package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds calls that fail whatever the input: unknown names, wrong numbers and literals. */
final class Checker {

  private Checker() {}

  static List<SyntaxProblem> check(Node root) {
    List<SyntaxProblem> problems = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty() && problems.size() < Limits.PROBLEMS) {
      Node node = open.pop();
      if (node instanceof Node.Call call) {
        check(call, problems);
      } else if (node instanceof Node.Slice slice && Integer.valueOf(0).equals(slice.step())) {
        problems.add(problem(slice.span(), "The step of a slice cannot be 0."));
      }
      List<Node> children = node.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        open.push(children.get(i));
      }
    }
    return problems;
  }

  private static void check(Node.Call call, List<SyntaxProblem> problems) {
    String name = call.name();
    if (name == null) {
      problems.add(problem(call.nameSpan(), "Only a name can be called, as in length(@)."));
      return;
    }
    Function function = Functions.find(name);
    if (function == null) {
      String nearest = nearest(name);
      String hint = nearest == null ? "" : " Did you mean " + nearest + "?";
      problems.add(problem(call.nameSpan(), "There is no function " + name + "." + hint));
      return;
    }
    int given = call.arguments().size();
    int wanted = function.parameters().size();
    boolean fits = wanted == 0 || given == wanted || (function.variadic() && given > wanted);
    if (!fits) {
      String number = (function.variadic() ? "at least " : "") + wanted;
      problems.add(
          problem(
              call.span(),
              name
                  + " takes "
                  + number
                  + (wanted == 1 ? " argument" : " arguments")
                  + ", not "
                  + given
                  + ": "
                  + function.signature()
                  + "."));
      return;
    }
    for (int i = 0; i < wanted && !function.variadic(); i++) {
      argument(function, i, call.arguments().get(i), problems);
    }
  }

  private static void argument(
      Function function, int index, Node argument, List<SyntaxProblem> problems) {
    List<ArgumentType> types = function.parameters().get(index);
    boolean fits =
        argument instanceof Node.Literal literal
            ? types.stream().anyMatch(type -> type.takes(literal.value()))
            : argument instanceof Node.ExpressionReference
                ? types.contains(ArgumentType.EXPRESSION) || types.contains(ArgumentType.ANY)
                : !types.equals(List.of(ArgumentType.EXPRESSION))
                    || argument instanceof Node.Missing;
    if (!fits) {
      String wanted = types.stream().map(ArgumentType::label).collect(Collectors.joining(" or "));
      String given =
          argument instanceof Node.Literal literal
              ? literal.value().typeName()
              : argument instanceof Node.ExpressionReference ? "expref" : "not written with &";
      problems.add(
          problem(
              argument.span(),
              "Argument "
                  + (index + 1)
                  + " of "
                  + function.name()
                  + " must be "
                  + wanted
                  + "; this is "
                  + given
                  + "."));
    }
  }

  private static SyntaxProblem problem(Span span, String message) {
    return new SyntaxProblem(span, Severity.ERROR, message, -1);
  }

  /** The name of a function that few changes of letters lead to, or null. */
  static @Nullable String nearest(String name) {
    String nearest = null;
    int least = Math.max(2, name.length() / 3) + 1;
    for (Function function : Functions.all()) {
      int distance = distance(name, function.name(), least);
      if (distance < least) {
        least = distance;
        nearest = function.name();
      }
    }
    return nearest;
  }

  /** How many letters must be put in, left out or changed; at least {@code most} if many. */
  private static int distance(String from, String to, int most) {
    if (Math.abs(from.length() - to.length()) >= most) {
      return most;
    }
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
