package dev.ephor.expression.cel.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a format text: literal text, a verb that takes an argument, or why reading failed.
 *
 * @param literal text that stands for itself; empty of a verb
 * @param verb {@code s d f e b x X o}, or 0 of a literal
 * @param precision digits after the point, or -1
 * @param problem why the text is no format; null where it is one
 */
public record FormatClause(String literal, char verb, int precision, @Nullable String problem) {

  /** How many digits follow the point where nobody says. */
  static final int DEFAULT_PRECISION = 6;

  /** Reads a format; reading ends at the first problem. */
  public static List<FormatClause> parse(String format) {
    List<FormatClause> clauses = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      if (c != '%') {
        literal.append(c);
        i++;
      } else if (i + 1 < format.length() && format.charAt(i + 1) == '%') {
        literal.append('%');
        i += 2;
      } else {
        if (literal.length() > 0) {
          clauses.add(new FormatClause(literal.toString(), (char) 0, -1, null));
          literal.setLength(0);
        }
        int after = verb(format, i + 1, clauses);
        if (after < 0) {
          return clauses;
        }
        i = after;
      }
    }
    if (literal.length() > 0) {
      clauses.add(new FormatClause(literal.toString(), (char) 0, -1, null));
    }
    return clauses;
  }

  private static int verb(String format, int start, List<FormatClause> clauses) {
    int i = start;
    if (i >= format.length()) {
      return problem(clauses, "unexpected end of string");
    }
    int precision = -1;
    if (format.charAt(i) == '.') {
      int digits = ++i;
      while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
        i++;
      }
      if (i >= format.length()) {
        return problem(
            clauses,
            "could not parse formatting clause: error while parsing precision: could not find end"
                + " of precision specifier");
      }
      String number = format.substring(digits, i);
      if (number.isEmpty() || number.length() > 6) {
        return problem(
            clauses,
            "could not parse formatting clause: error while parsing precision: error while"
                + " converting precision to integer: strconv.Atoi: parsing \""
                + number
                + "\": "
                + (number.isEmpty() ? "invalid syntax" : "value out of range"));
      }
      precision = Integer.parseInt(number);
    }
    char verb = format.charAt(i);
    if ("sdfebxXo".indexOf(verb) < 0) {
      return problem(
          clauses,
          "could not parse formatting clause: unrecognized formatting clause \"" + verb + "\"");
    }
    clauses.add(new FormatClause("", verb, precision, null));
    return i + 1;
  }

  private static int problem(List<FormatClause> clauses, String problem) {
    clauses.add(new FormatClause("", (char) 0, -1, problem));
    return -1;
  }

  /** What a verb says of an argument of a type that it cannot write. */
  public String refusal(String typeName) {
    String rule =
        switch (verb) {
          case 's' ->
              "string clause can only be used on strings, bools, bytes, ints, doubles, maps,"
                  + " lists, types, durations, and timestamps";
          case 'd' -> "decimal clause can only be used on integers";
          case 'f' -> "fixed-point clause can only be used on doubles";
          case 'e' -> "scientific clause can only be used on doubles";
          case 'b' -> "only integers and bools can be formatted as binary";
          case 'o' -> "octal clause can only be used on integers";
          default -> "only integers, byte buffers, and strings can be formatted as hex";
        };
    return "error during formatting: " + rule + ", was given " + typeName;
  }

  /** Whether the verb takes values of a type, by its name in CEL. */
  public boolean takes(String typeName) {
    return switch (verb) {
      case 's' -> true;
      case 'd', 'o' -> typeName.equals("int") || typeName.equals("uint");
      case 'f', 'e' -> typeName.equals("double") || typeName.equals("string");
      case 'b' -> typeName.equals("int") || typeName.equals("uint") || typeName.equals("bool");
      default ->
          typeName.equals("int")
              || typeName.equals("uint")
              || typeName.equals("string")
              || typeName.equals("bytes");
    };
  }
}
