package dev.ephor.expression.cel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that stands for a loop, a binding or a test. The compiler has its own table of how each is
 * expanded; this one says what they mean.
 *
 * @param receiver what stands before the dot: {@code list}, {@code map}, {@code optional}, or the
 *     name {@code cel} or {@code math}; empty for nothing
 * @param name its name
 * @param parameters names of the parameters
 * @param variables how many of the parameters, from the first, are names that it binds
 * @param gives what it comes to
 * @param note what it does, in a phrase
 */
public record CelMacro(
    String receiver,
    String name,
    List<String> parameters,
    int variables,
    Gives gives,
    String note) {

  /** What a macro comes to. */
  public enum Gives {
    BOOL,
    /** A list of what the last argument gives. */
    LIST,
    /** The receiver's own items. */
    SAME,
    /** A map from the receiver's keys to what the last argument gives. */
    MAP,
    /** What the last argument gives. */
    LAST,
    /** An optional of what the last argument gives. */
    OPTIONAL,
    NUMBER
  }

  static final List<CelMacro> ALL =
      List.of(
          of("", "has", "field", 0, Gives.BOOL, "whether a field is there: `has(object.spec)`"),
          of("list", "all", "x, condition", 1, Gives.BOOL, "whether a condition holds for all"),
          of(
              "list",
              "exists",
              "x, condition",
              1,
              Gives.BOOL,
              "whether a condition holds for at least one"),
          of(
              "list",
              "exists_one",
              "x, condition",
              1,
              Gives.BOOL,
              "whether a condition holds for exactly one"),
          of("list", "filter", "x, condition", 1, Gives.SAME, "those for which a condition holds"),
          of("list", "map", "x, value", 1, Gives.LIST, "what a value is for each"),
          of(
              "list",
              "map",
              "x, condition, value",
              1,
              Gives.LIST,
              "what a value is for each for which a condition holds"),
          of(
              "list",
              "existsOne",
              "x, condition",
              1,
              Gives.BOOL,
              "whether a condition holds for exactly one"),
          of("list", "sortBy", "x, key", 1, Gives.SAME, "the items in the order of their keys"),
          of(
              "list",
              "all",
              "i, x, condition",
              2,
              Gives.BOOL,
              "whether a condition on index or key and value holds for all"),
          of(
              "list",
              "exists",
              "i, x, condition",
              2,
              Gives.BOOL,
              "whether a condition on index or key and value holds for at least one"),
          of(
              "list",
              "existsOne",
              "i, x, condition",
              2,
              Gives.BOOL,
              "whether a condition on index or key and value holds for exactly one"),
          of(
              "list",
              "transformList",
              "i, x, value",
              2,
              Gives.LIST,
              "a list of what a value is for each index or key and value"),
          of(
              "list",
              "transformList",
              "i, x, condition, value",
              2,
              Gives.LIST,
              "a list of what a value is for those for which a condition holds"),
          of(
              "list",
              "transformMap",
              "k, x, value",
              2,
              Gives.MAP,
              "a map with the same keys or indices and other values"),
          of(
              "list",
              "transformMap",
              "k, x, condition, value",
              2,
              Gives.MAP,
              "a map with the keys for which a condition holds, and other values"),
          of(
              "list",
              "transformMapEntry",
              "k, x, entry",
              2,
              Gives.LAST,
              "a map of what is made of each key and value: `{x: k}`"),
          of(
              "optional",
              "optMap",
              "x, value",
              1,
              Gives.OPTIONAL,
              "what a value is where the optional has one, and nothing otherwise"),
          of(
              "optional",
              "optFlatMap",
              "x, optional",
              1,
              Gives.LAST,
              "another optional where the optional has a value, and nothing otherwise"),
          of("cel", "bind", "name, value, expression", 1, Gives.LAST, "gives a value a name"),
          of("math", "least", "number, ...", 0, Gives.NUMBER, "the least number"),
          of("math", "greatest", "number, ...", 0, Gives.NUMBER, "the greatest number"));

  private static CelMacro of(
      String receiver, String name, String parameters, int variables, Gives gives, String note) {
    return new CelMacro(
        receiver, name, List.of(parameters.split(", ", -1)), variables, gives, note);
  }

  /** The macro that a call is, or null. Macros with two variables are told by their arguments. */
  public static @Nullable CelMacro find(String receiver, String name, int arguments) {
    CelMacro found = null;
    for (CelMacro macro : ALL) {
      boolean at = macro.receiver.equals(receiver) || (receiver.equals("list") && isMember(macro));
      if (at && macro.name.equals(name)) {
        if (macro.parameters.size() == arguments) {
          return macro;
        }
        found = found == null ? macro : found;
      }
    }
    return found;
  }

  private static boolean isMember(CelMacro macro) {
    return macro.receiver.equals("optional");
  }

  /** How it is called: {@code all(x, condition)}. */
  public String signature() {
    String before = receiver.equals("cel") || receiver.equals("math") ? receiver + "." : "";
    return before + name + "(" + String.join(", ", parameters) + ")";
  }
}
