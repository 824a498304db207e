package dev.ephor.explain;

import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.value.GoNumber;
import dev.ephor.value.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values in one line, cut where they are long: JSON for what documents hold, CEL's words for the
 * rest.
 *
 * @param secrets what is not to be shown
 * @param longest how many letters are shown of a value
 */
public record Shown(Secrets secrets, int longest) {

  /** The end of a text that was cut. */
  static final String MORE = "…";

  /** How many letters are shown of a value where nobody says otherwise. */
  public static final int LONGEST = 120;

  /** A value, or {@code nothing}. */
  public String of(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    StringBuilder out = new StringBuilder();
    write(value, out, 0);
    return cut(out.toString());
  }

  /** A sentence that may quote values. */
  public String sentence(String text) {
    return cut(oneLine(secrets.sentence(text)));
  }

  private String cut(String text) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, longest - 1)) + MORE;
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private boolean full(StringBuilder out) {
    return out.length() > longest;
  }

  private void write(@Nullable Object value, StringBuilder out, int depth) {
    if (full(out) || depth > 50) {
      out.append(MORE);
    } else if (value instanceof Map<?, ?> map) {
      write(map, out, depth);
    } else if (value instanceof List<?> list) {
      write(list, out, depth);
    } else if (value instanceof Scalar scalar) {
      write(scalar.content(), out, depth);
    } else if (value instanceof String text) {
      quote(secrets.value(text), out);
    } else if (value instanceof Double number) {
      out.append(GoNumber.general(number));
    } else if (value == null || value == CelNull.NULL) {
      out.append("null");
    } else if (value instanceof Optional<?> optional) {
      if (optional.isEmpty()) {
        out.append("none");
      } else {
        write(optional.get(), out, depth);
      }
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      out.append(oneLine(secrets.sentence(CelText.of(CelValues.of(value)))));
    }
  }

  private void write(Map<?, ?> map, StringBuilder out, int depth) {
    String separator = "{";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      if (full(out)) {
        out.append(MORE);
        break;
      }
      separator = ", ";
      quote(secrets.value(String.valueOf(entry.getKey())), out);
      out.append(": ");
      write(entry.getValue(), out, depth + 1);
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private void write(List<?> list, StringBuilder out, int depth) {
    String separator = "[";
    for (Object item : list) {
      out.append(separator);
      if (full(out)) {
        out.append(MORE);
        break;
      }
      separator = ", ";
      write(item, out, depth + 1);
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private void quote(String text, StringBuilder out) {
    out.append('"');
    int end = Math.min(text.length(), longest + 1);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c);
      }
    }
    out.append('"');
  }

  /** The same with values of another length. */
  Shown upTo(int letters) {
    return new Shown(secrets, letters);
  }
}
