package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import java.util.ArrayList;
import java.util.List;

/**
 * The language's own functions and operators.
 *
 * @see <a href="https://github.com/google/cel-spec/blob/master/doc/langdef.md">CEL: the language
 *     definition</a>
 */
public final class StandardLibrary {

  private StandardLibrary() {}

  public static Library library() {
    List<Overload> overloads = new ArrayList<>();
    String[] numbers = {"int", "uint", "double"};
    for (String type : numbers) {
      for (String operator : new String[] {"_+_", "_-_", "_*_", "_/_"}) {
        operator(overloads, operator, type, type, type);
      }
    }
    operator(overloads, "_%_", "int", "int", "int");
    operator(overloads, "_%_", "uint", "uint", "uint");
    operator(overloads, "_+_", "string", "string", "string");
    operator(overloads, "_+_", "bytes", "bytes", "bytes");
    operator(overloads, "_+_", "list(A)", "list(A)", "list(A)");
    operator(overloads, "_+_", "timestamp", "timestamp", "duration");
    operator(overloads, "_+_", "timestamp", "duration", "timestamp");
    operator(overloads, "_+_", "duration", "duration", "duration");
    operator(overloads, "_-_", "duration", "timestamp", "timestamp");
    operator(overloads, "_-_", "timestamp", "timestamp", "duration");
    operator(overloads, "_-_", "duration", "duration", "duration");
    operator(overloads, "-_", "int", "int");
    operator(overloads, "-_", "double", "double");
    operator(overloads, "!_", "bool", "bool");
    for (String order : new String[] {"_<_", "_<=_", "_>_", "_>=_"}) {
      for (String type : new String[] {"bool", "string", "bytes", "timestamp", "duration"}) {
        operator(overloads, order, "bool", type, type);
      }
      for (String left : numbers) {
        for (String right : numbers) {
          operator(overloads, order, "bool", left, right);
        }
      }
    }
    for (String type : new String[] {"string", "bytes", "list(A)", "map(A, B)"}) {
      operator(overloads, "size", "int", type);
      overloads.add(Overload.member(type + ".size() -> int", new Applied("size")));
    }
    operator(overloads, "@in", "bool", "A", "list(A)");
    operator(overloads, "@in", "bool", "A", "map(A, B)");
    operator(overloads, "_==_", "bool", "A", "A");
    operator(overloads, "_!=_", "bool", "A", "A");
    operator(overloads, "_&&_", "bool", "bool", "bool");
    operator(overloads, "_||_", "bool", "bool", "bool");
    operator(overloads, "@not_strictly_false", "bool", "bool");
    operator(overloads, "_?_:_", "A", "bool", "A", "A");
    operator(overloads, "_[_]", "A", "list(A)", "int");
    operator(overloads, "_[_]", "B", "map(A, B)", "A");
    overloads.add(
        Overload.member("string.contains(string) -> bool", a -> text(a, 0).contains(text(a, 1))));
    overloads.add(
        Overload.member(
            "string.startsWith(string) -> bool", a -> text(a, 0).startsWith(text(a, 1))));
    overloads.add(
        Overload.member("string.endsWith(string) -> bool", a -> text(a, 0).endsWith(text(a, 1))));
    overloads.add(
        Overload.member(
            "string.matches(string) -> bool", a -> GoPattern.matches(text(a, 0), text(a, 1))));
    overloads.add(
        Overload.global(
            "matches(string, string) -> bool", a -> GoPattern.matches(text(a, 0), text(a, 1))));
    overloads.addAll(Times.overloads());
    overloads.addAll(Conversions.overloads());
    return new Library("standard", overloads);
  }

  /** An operator as a function, for calls that the planner does not turn into something better. */
  private record Applied(String function) implements Overload.Pure {
    @Override
    public Object apply(Object[] arguments) {
      Overload.Pure operator = Operators.find(function);
      return operator == null ? CelError.NO_SUCH_OVERLOAD : operator.apply(arguments);
    }
  }

  private static void operator(
      List<Overload> overloads, String function, String result, String... operands) {
    overloads.add(
        Overload.global(
            function + "(" + String.join(", ", operands) + ") -> " + result,
            new Applied(function)));
  }

  private static String text(Object[] arguments, int index) {
    return (String) arguments[index];
  }
}
