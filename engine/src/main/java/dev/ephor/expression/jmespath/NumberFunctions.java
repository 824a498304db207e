package dev.ephor.expression.jmespath;

import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.Value;
import java.util.regex.Pattern;

/** Functions of plain numbers, and the choice among several values. */
final class NumberFunctions {

  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?([0-9](_?[0-9])*\\.?([0-9](_?[0-9])*)?|\\.[0-9](_?[0-9])*)([eE][-+]?[0-9](_?[0-9])*)?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile(
          "[-+]?0[xX]_?([0-9a-fA-F](_?[0-9a-fA-F])*\\.?([0-9a-fA-F](_?[0-9a-fA-F])*)?"
              + "|\\.[0-9a-fA-F](_?[0-9a-fA-F])*)[pP][-+]?[0-9]+");
  private static final Pattern SPECIAL = Pattern.compile("(?i)[-+]?inf(inity)?|nan");

  private NumberFunctions() {}

  static Value abs(Invocation call) {
    return call.number(0) >= 0 ? call.value(0) : call.made(Math.abs(call.number(0)));
  }

  static Value ceil(Invocation call) {
    return call.made(Math.ceil(call.number(0)));
  }

  static Value floor(Invocation call) {
    return call.made(Math.floor(call.number(0)));
  }

  /** Not a number for an empty list, as the reference has it. */
  static Value avg(Invocation call) {
    ListValue items = call.list(0);
    double total = 0;
    for (int i = 0; i < items.size(); i++) {
      total += Types.number(items.at(i));
    }
    return call.made(total / items.size());
  }

  static Value max(Invocation call) {
    return best(call, 1);
  }

  static Value min(Invocation call) {
    return best(call, -1);
  }

  private static Value best(Invocation call, int sign) {
    ListValue items = call.list(0);
    if (items.isEmpty()) {
      return Types.NULL;
    }
    Value best = items.at(0);
    for (int i = 1; i < items.size(); i++) {
      call.budget().step();
      if (sign * order(items.at(i), best) > 0) {
        best = items.at(i);
      }
    }
    return best;
  }

  /** The order of two numbers or two strings; 0 also where nothing can be said. */
  static int order(Value left, Value right) {
    String a = left.asString();
    String b = right.asString();
    if (a != null && b != null) {
      return GoJson.BY_CODE_POINT.compare(a, b);
    }
    double x = Types.number(left);
    double y = Types.number(right);
    return x < y ? -1 : x > y ? 1 : 0;
  }

  static Value round(Invocation call) {
    double places = call.number(1);
    if (!isInteger(places)) {
      throw call.failure("Non-integer argument(s) passed for round off");
    }
    if (places < 0) {
      // the reference forgets the values that its message has places for
      throw call.failure("%!d(MISSING) argument is out of bounds (%!d(MISSING))");
    }
    double shift = Math.pow(10, places);
    double shifted = call.number(0) * shift;
    double whole = shifted < 0 ? Math.ceil(shifted) : Math.floor(shifted);
    if (Math.abs(shifted - whole) >= 0.5) {
      whole += Math.copySign(1, shifted);
    }
    return call.made(whole / shift);
  }

  /** Whether a double is an integer that fits 64 bits. */
  static boolean isInteger(double number) {
    return number == Math.rint(number) && Math.abs(number) < 0x1p63;
  }

  /** Null for what is no number and no text of one. */
  static Value toNumber(Invocation call) {
    Value value = call.value(0);
    if (Types.isNumber(value)) {
      return value;
    }
    if (value.source() == Types.INTEGER || value.source() == Types.MAPS || call.isReference(0)) {
      throw new Failure("unknown type");
    }
    String text = value.asString();
    if (text == null) {
      return Types.NULL;
    }
    String digits = text.replace("_", "");
    if (DECIMAL.matcher(text).matches() || HEXADECIMAL.matcher(text).matches()) {
      double number = Double.parseDouble(digits);
      return Double.isInfinite(number) ? Types.NULL : call.made(number);
    }
    if (SPECIAL.matcher(text).matches()) {
      boolean negative = text.startsWith("-");
      double infinity = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      return call.made(text.equalsIgnoreCase("nan") ? Double.NaN : infinity);
    }
    return Types.NULL;
  }
}
