package dev.ephor.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A CEL expression that is being made: just so much structure that it can be negated, joined,
 * simplified and broken into lines.
 */
sealed interface Cel {

  /** The longest line before an expression is broken. */
  int WIDTH = 88;

  /**
   * Anything that is not looked into.
   *
   * @param atom whether it needs no brackets beside an operator
   */
  record Text(String text, boolean atom) implements Cel {
    static final Cel TRUE = new Text("true", true);
    static final Cel FALSE = new Text("false", true);
  }

  /** {@code left operator right}. */
  record Compare(String left, String operator, String right) implements Cel {}

  /** {@code !body}. */
  record Not(Cel body) implements Cel {}

  /** Operands with {@code &&} or {@code ||} between them. */
  record Join(boolean and, List<Cel> parts) implements Cel {
    public Join {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The same, one after the other: CEL takes whichever operand decides, even if one before it
   * fails, and this does not.
   */
  record Ordered(boolean and, List<Cel> parts) implements Cel {
    public Ordered {
      parts = List.copyOf(parts);
    }

    /** The choices, each of which leads to the next, and the last operand. */
    private List<String> steps() {
      List<String> steps = new ArrayList<>();
      for (Cel part : parts.subList(0, parts.size() - 1)) {
        Cel deciding = and ? Cel.not(part) : part;
        String test = deciding instanceof Ordered ? "(" + deciding.line() + ")" : deciding.line();
        steps.add(test + " ? " + (and ? "false" : "true") + " :");
      }
      steps.add(parts.get(parts.size() - 1).line());
      return steps;
    }
  }

  /** {@code list.name(variable, body)}. */
  record Macro(String list, String name, String variable, Cel body) implements Cel {}

  static Cel atom(String text) {
    return new Text(text, true);
  }

  static Cel compare(String left, String operator, String right) {
    return new Compare(left, operator, right);
  }

  static Cel all(String list, String variable, Cel body) {
    return body.equals(Text.TRUE) ? Text.TRUE : new Macro(list, "all", variable, body);
  }

  static Cel exists(String list, String variable, Cel body) {
    return body.equals(Text.FALSE) ? Text.FALSE : new Macro(list, "exists", variable, body);
  }

  static Cel and(List<Cel> parts) {
    return join(true, parts);
  }

  static Cel and(Cel left, Cel right) {
    return join(true, List.of(left, right));
  }

  static Cel or(List<Cel> parts) {
    return join(false, parts);
  }

  static Cel or(Cel left, Cel right) {
    return join(false, List.of(left, right));
  }

  /** Operands that are to be evaluated in their order, as far as that matters. */
  static Cel inOrder(Cel cel) {
    return cel instanceof Join join ? new Ordered(join.and(), join.parts()) : cel;
  }

  private static Cel join(boolean and, List<Cel> parts) {
    Cel neutral = and ? Text.TRUE : Text.FALSE;
    Cel deciding = and ? Text.FALSE : Text.TRUE;
    List<Cel> flat = new ArrayList<>();
    for (Cel part : parts) {
      List<Cel> inner =
          part instanceof Join join && join.and() == and ? join.parts() : List.of(part);
      for (Cel one : inner) {
        if (one.equals(deciding)) {
          // What stands before it may fail to be evaluated, as in the rule; it decides nothing.
          return deciding;
        }
        if (!one.equals(neutral) && !flat.contains(one)) {
          flat.add(one);
        }
      }
    }
    return flat.isEmpty() ? neutral : flat.size() == 1 ? flat.get(0) : new Join(and, flat);
  }

  /** The opposite, pushed inwards where that reads better. */
  static Cel not(Cel cel) {
    if (cel.equals(Text.TRUE)) {
      return Text.FALSE;
    } else if (cel.equals(Text.FALSE)) {
      return Text.TRUE;
    } else if (cel instanceof Not not) {
      return not.body();
    }
    if (cel instanceof Compare compare) {
      String opposite = opposite(compare.operator());
      if (!opposite.isEmpty()) {
        return new Compare(compare.left(), opposite, compare.right());
      }
    }
    if (cel instanceof Join join) {
      return join(!join.and(), join.parts().stream().map(Cel::not).toList());
    }
    if (cel instanceof Ordered ordered) {
      return new Ordered(!ordered.and(), ordered.parts().stream().map(Cel::not).toList());
    }
    if (cel instanceof Macro macro
        && macro.name().equals("exists")
        && not(macro.body()) instanceof Compare compare) {
      return all(macro.list(), macro.variable(), compare);
    }
    if (cel instanceof Macro macro
        && macro.name().equals("all")
        && !(macro.body() instanceof Join)) {
      return exists(macro.list(), macro.variable(), not(macro.body()));
    }
    return new Not(cel);
  }

  private static String opposite(String operator) {
    return switch (operator) {
      case "==" -> "!=";
      case "!=" -> "==";
      case "<" -> ">=";
      case ">=" -> "<";
      case ">" -> "<=";
      case "<=" -> ">";
      default -> "";
    };
  }

  /** On one line. */
  default String line() {
    if (this instanceof Text text) {
      return text.text();
    } else if (this instanceof Compare compare) {
      return compare.left() + " " + compare.operator() + " " + compare.right();
    } else if (this instanceof Not not) {
      return "!" + not.body().operand();
    } else if (this instanceof Macro macro) {
      return macro.list()
          + "."
          + macro.name()
          + "("
          + macro.variable()
          + ", "
          + macro.body().line()
          + ")";
    } else if (this instanceof Ordered ordered) {
      return String.join(" ", ordered.steps());
    }
    Join join = (Join) this;
    return join.parts().stream()
        .map(
            part ->
                part instanceof Join || part instanceof Ordered
                    ? "(" + part.line() + ")"
                    : part.line())
        .collect(Collectors.joining(join.and() ? " && " : " || "));
  }

  private String operand() {
    boolean bare = this instanceof Macro || (this instanceof Text text && text.atom());
    return bare ? line() : "(" + line() + ")";
  }

  /** Broken into lines, each of which goes in by two more spaces a level. */
  default String lines() {
    StringBuilder out = new StringBuilder();
    write(this, out, "", "");
    return out.toString();
  }

  private static void write(Cel cel, StringBuilder out, String indent, String after) {
    String line = cel.line();
    if (indent.length() + line.length() + after.length() <= WIDTH) {
      out.append(indent).append(line).append(after);
      return;
    }
    if (cel instanceof Ordered ordered) {
      out.append(indent).append(String.join("\n" + indent, ordered.steps())).append(after);
    } else if (cel instanceof Join join) {
      for (int i = 0; i < join.parts().size(); i++) {
        boolean last = i == join.parts().size() - 1;
        String operator = last ? after : join.and() ? " &&" : " ||";
        Cel part = join.parts().get(i);
        if (part instanceof Join inner) {
          write(inner, "(", out, indent, ")" + operator);
        } else if (part instanceof Ordered inner) {
          String steps = String.join("\n" + indent + " ", inner.steps());
          out.append(indent).append("(").append(steps).append(")").append(operator);
        } else {
          write(part, out, indent, operator);
        }
        out.append(last ? "" : "\n");
      }
    } else if (cel instanceof Macro macro) {
      out.append(indent).append(macro.list() + "." + macro.name() + "(" + macro.variable() + ",\n");
      write(macro.body(), out, indent + "  ", ")" + after);
    } else if (cel instanceof Not not && not.body() instanceof Macro macro) {
      out.append(indent)
          .append("!" + macro.list() + "." + macro.name() + "(" + macro.variable() + ",\n");
      write(macro.body(), out, indent + "  ", ")" + after);
    } else {
      out.append(indent).append(line).append(after);
    }
  }

  private static void write(
      Join join, String before, StringBuilder out, String indent, String after) {
    String line = join.line();
    if (indent.length() + line.length() + 2 + after.length() <= WIDTH) {
      out.append(indent).append(before).append(line).append(after);
      return;
    }
    out.append(indent).append(before).append("\n");
    write(join, out, indent + "  ", "");
    out.append("\n").append(indent).append(after);
  }

  /** A string literal in single quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("'");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\'' -> out.append("\\'");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    return out.append("'").toString();
  }
}
