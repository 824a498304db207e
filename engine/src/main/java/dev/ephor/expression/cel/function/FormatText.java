package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelEquality;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelTimes;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.cel.value.Timestamp;
import dev.ephor.expression.cel.value.TypeValue;
import dev.ephor.expression.cel.value.UInt;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoQuote;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code string.format} as cel-go had it before version 4 of its strings: numbers with a point are
 * written for American English, with commas between thousands.
 */
final class FormatText {

  private FormatText() {}

  /** Thrown inside, never out: what makes a text impossible. */
  private static final class Unformattable extends Exception {
    private static final long serialVersionUID = 1;

    Unformattable(String message) {
      super(message, null, false, false);
    }
  }

  static Object format(String format, List<?> arguments) {
    StringBuilder out = new StringBuilder();
    int next = 0;
    for (FormatClause clause : FormatClause.parse(format)) {
      String problem = clause.problem();
      if (clause.verb() == 0 && problem == null) {
        out.append(clause.literal());
        continue;
      }
      if (next >= arguments.size()) {
        return new CelError("index " + next + " out of range");
      }
      if (problem != null) {
        return new CelError(problem);
      }
      try {
        out.append(write(clause, CelValues.of(arguments.get(next++))));
      } catch (Unformattable wrong) {
        return new CelError(String.valueOf(wrong.getMessage()));
      }
    }
    return out.toString();
  }

  private static String write(FormatClause clause, Object value) throws Unformattable {
    String type = CelValues.typeName(value);
    boolean name =
        !(value instanceof String text)
            || text.equals("NaN")
            || text.equals("Infinity")
            || text.equals("-Infinity");
    boolean real = clause.verb() == 'f' || clause.verb() == 'e';
    if (!clause.takes(type) || (real && !name)) {
      throw new Unformattable(clause.refusal(type));
    }
    int precision = clause.precision() < 0 ? FormatClause.DEFAULT_PRECISION : clause.precision();
    return switch (clause.verb()) {
      case 's' -> string(clause, value);
      case 'd' -> value.toString();
      case 'f' -> fixed(real(value), precision);
      case 'e' -> scientific(real(value), precision);
      case 'b' -> value instanceof Boolean truth ? (truth ? "1" : "0") : digits(value, 2);
      case 'o' -> digits(value, 8);
      case 'x' -> hex(value);
      default -> hex(value).toUpperCase(Locale.ROOT);
    };
  }

  private static double real(Object value) {
    if (value instanceof Double number) {
      return number;
    }
    String text = (String) value;
    return text.equals("NaN")
        ? Double.NaN
        : text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static String digits(Object value, int base) {
    return value instanceof UInt number
        ? Long.toUnsignedString(number.bits(), base)
        : Long.toString((Long) value, base);
  }

  private static String hex(Object value) {
    if (value instanceof String text) {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
    return value instanceof ByteText bytes
        ? HexFormat.of().formatHex(bytes.toArray())
        : digits(value, 16);
  }

  private static String string(FormatClause clause, Object value) throws Unformattable {
    if (value instanceof List<?> list) {
      return list(list);
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value == CelNull.NULL) {
      return "null";
    } else if (value instanceof ByteText bytes) {
      return bytes.utf8();
    } else if (value instanceof String
        || value instanceof Boolean
        || value instanceof TypeValue
        || value instanceof Timestamp
        || value instanceof Duration
        || CelEquality.isNumber(value)) {
      return CelText.of(value);
    }
    throw new Unformattable(clause.refusal(CelValues.typeName(value)));
  }

  private static String list(List<?> list) throws Unformattable {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(inside(CelValues.of(list.get(i))));
    }
    return out.append(']').toString();
  }

  private static String map(Map<?, ?> map) throws Unformattable {
    TreeMap<String, String> sorted = new TreeMap<>(GoJson.BY_CODE_POINT);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object key = CelValues.of(entry.getKey());
      if (!(key instanceof String
          || key instanceof Boolean
          || key instanceof Long
          || key instanceof UInt)) {
        throw new Unformattable(
            "error during formatting: no formatting function for map key of type "
                + CelValues.typeName(key));
      }
      sorted.put(inside(key), inside(CelValues.of(entry.getValue())));
    }
    StringBuilder out = new StringBuilder("{");
    sorted.forEach(
        (key, value) ->
            out.append(out.length() == 1 ? "" : ", ").append(key).append(':').append(value));
    return out.append('}').toString();
  }

  /** A value inside a list or map, where texts are quoted and doubles have six decimals. */
  private static String inside(Object value) throws Unformattable {
    if (value instanceof String text) {
      return GoQuote.quote(text);
    } else if (value instanceof Double number) {
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        return Double.isNaN(number) ? "\"NaN\"" : number > 0 ? "\"+Inf\"" : "\"-Inf\"";
      }
      return plain(number, FormatClause.DEFAULT_PRECISION);
    } else if (value instanceof Timestamp time) {
      return "timestamp(" + GoQuote.quote(CelTimes.text(time)) + ")";
    } else if (value instanceof Duration duration) {
      return "duration(" + GoQuote.quote(CelTimes.text(duration)) + ")";
    } else if (value instanceof ByteText bytes) {
      return "b" + GoQuote.quote(bytes.utf8());
    } else if (value instanceof List<?> list) {
      return list(list);
    } else if (value instanceof Map<?, ?> map) {
      return map(map);
    } else if (value == CelNull.NULL
        || value instanceof Boolean
        || value instanceof TypeValue
        || CelEquality.isNumber(value)) {
      return CelText.of(value);
    }
    throw new Unformattable(
        "error during formatting: no formatting function for " + CelValues.typeName(value));
  }

  private static String plain(double number, int precision) {
    String text =
        new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    boolean lostSign = !text.startsWith("-") && (number < 0 || 1 / number < 0);
    return lostSign ? "-" + text : text;
  }

  private static String special(double number) {
    return Double.isNaN(number) ? "NaN" : number > 0 ? "∞" : "-∞";
  }

  private static String fixed(double number, int precision) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return special(number);
    }
    String text = plain(number, precision);
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    StringBuilder out = new StringBuilder(text);
    for (int i = (point < 0 ? text.length() : point) - 3; i > start; i -= 3) {
      out.insert(i, ',');
    }
    return out.toString();
  }

  private static String scientific(double number, int precision) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return special(number);
    }
    if (number == 0) {
      return "0" + (precision > 0 ? "." + "0".repeat(precision) : "") + "×10⁰⁰";
    }
    BigDecimal rounded =
        new BigDecimal(number).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    StringBuilder out = new StringBuilder(mantissa).append("×10");
    if (exponent < 0) {
      out.append('⁻');
    }
    String digits = Integer.toString(Math.abs(exponent));
    for (char digit : ("0".repeat(Math.max(0, 2 - digits.length())) + digits).toCharArray()) {
      out.append("⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return out.toString();
  }
}
