package dev.ephor.convert;

import java.util.List;

/**
 * The functions of JMESPath that CEL has, too. A new one is a case here.
 *
 * @param jmes the conversion in which the function is called
 */
record JmesCalls(JmesCel jmes) {

  /** The value of a function. */
  Val of(String name, List<Val> arguments) throws NotConvertible {
    if (name.equals("keys") && arguments.size() == 1) {
      return keys(arguments.get(0));
    }
    String first = arguments.isEmpty() ? "" : jmes.text(arguments.get(0));
    String second = arguments.size() < 2 ? "" : jmes.text(arguments.get(1));
    return switch (name + "/" + arguments.size()) {
      case "length/1" -> new Val.Expr("size(" + first + ")", Val.Type.NUMBER);
      case "to_string/1" -> new Val.Expr("string(" + first + ")", Val.Type.TEXT);
      case "to_number/1" -> new Val.Expr("double(" + first + ")", Val.Type.NUMBER);
      case "to_upper/1" -> new Val.Expr(first + ".upperAscii()", Val.Type.TEXT);
      case "to_lower/1" -> new Val.Expr(first + ".lowerAscii()", Val.Type.TEXT);
      case "trim/2", "trim_space/1" -> throw jmes.no("the JMESPath function " + name);
      case "starts_with/2" -> truth(word(arguments.get(0)) + ".startsWith(" + second + ")");
      case "ends_with/2" -> truth(word(arguments.get(0)) + ".endsWith(" + second + ")");
      case "regex_match/2" -> truth(word(arguments.get(1)) + ".matches(" + first + ")");
      case "split/2" -> new Val.Expr(first + ".split(" + second + ")", Val.Type.LIST);
      case "join/2" -> new Val.Expr(second + ".join(" + first + ")", Val.Type.TEXT);
      case "contains/2" -> contains(arguments.get(0), first, second);
      case "base64_decode/1" -> new Val.Expr("string(base64.decode(" + first + "))", Val.Type.TEXT);
      case "replace_all/3" ->
          new Val.Expr(
              first + ".replace(" + second + ", " + jmes.text(arguments.get(2)) + ")",
              Val.Type.TEXT);
      case "add/2" -> number(arguments, first, "+", second);
      case "subtract/2" -> number(arguments, first, "-", second);
      default -> throw jmes.no("the JMESPath function " + name);
    };
  }

  /** The keys of a map behind a dot, where what is absent is null and has none. */
  static Val keysOf(Ref map) {
    return new Val.Each(
        map.asked(),
        List.of(new Val.Level(map.or("{}"), map.solid(), "key")),
        List.of(),
        new Val.Expr("key", Val.Type.TEXT));
  }

  /** The keys of an argument, which must not be absent. */
  private Val keys(Val map) throws NotConvertible {
    boolean known =
        map instanceof Val.Path || (map instanceof Val.Expr && map.type() == Val.Type.MAP);
    if (!known) {
      throw jmes.no("the JMESPath function keys of something that is no field");
    }
    String text = jmes.text(map);
    return new Val.Each(
        Cel.Text.TRUE,
        List.of(new Val.Level(text, text, "key")),
        List.of(),
        new Val.Expr("key", Val.Type.TEXT));
  }

  /** An argument that has to be a text. */
  private String word(Val value) throws NotConvertible {
    return value.type() == Val.Type.QUANTITY || value.type() == Val.Type.NUMBER
        ? "string(" + jmes.text(value) + ")"
        : jmes.text(value);
  }

  private static Val truth(String text) {
    return new Val.Expr(text, Val.Type.TRUTH);
  }

  private Val number(List<Val> arguments, String left, String sign, String right)
      throws NotConvertible {
    for (Val argument : arguments) {
      boolean number =
          argument.type() == Val.Type.NUMBER
              || (argument instanceof Val.Const c
                  && JmesLiterals.type(c.value()) == Val.Type.NUMBER);
      if (!number) {
        throw jmes.no("JMESPath arithmetic on quantities or durations");
      }
    }
    return new Val.Expr("(" + left + " " + sign + " " + right + ")", Val.Type.NUMBER);
  }

  private Val contains(Val where, String list, String item) throws NotConvertible {
    Val.Type type = where instanceof Val.Const c ? JmesLiterals.type(c.value()) : where.type();
    return switch (type) {
      case LIST -> truth("(" + item + " in " + list + ")");
      case TEXT -> truth(list + ".contains(" + item + ")");
      default -> throw jmes.no("the JMESPath function contains of something whose type is unknown");
    };
  }
}
