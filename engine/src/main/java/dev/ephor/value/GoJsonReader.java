package dev.ephor.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON with the rules and the messages of Go's {@code encoding/json}. Keeps a stack of its
 * own, so no nesting overflows. What it reads carries {@link Source#NONE}.
 */
public final class GoJsonReader {

  /** How deep arrays and objects may nest. Go's own limit is 10,000. */
  public static final int MAX_DEPTH = 1_000;

  private final String text;
  private final Deque<Frame> open = new ArrayDeque<>();
  private int at;

  private GoJsonReader(String text) {
    this.text = text;
  }

  /** An array or object whose end has not been seen. */
  private static final class Frame {
    final MapValue.@Nullable Builder map;
    final List<Value> items = new ArrayList<>();
    String key = "";

    Frame(boolean object) {
      this.map = object ? MapValue.builder(Source.NONE, 0) : null;
    }

    void add(Value value) {
      if (map == null) {
        items.add(value);
      } else {
        map.put(key, value);
      }
    }

    Value close() {
      return map == null ? ListValue.of(items, Source.NONE, 0) : map.build();
    }
  }

  /**
   * The value of a JSON text.
   *
   * @throws JsonException with Go's message when the text is not JSON
   */
  public static Value read(String text) {
    return new GoJsonReader(text).document();
  }

  private Value document() {
    Value done = next();
    while (true) {
      Frame frame = open.peek();
      if (frame == null) {
        if (skip() != -1) {
          throw unexpected("after top-level value");
        }
        return done;
      }
      frame.add(done);
      int c = skip();
      if (c == ',') {
        at++;
        if (frame.map != null) {
          skip();
          key(frame);
        }
        done = next();
      } else if (c == (frame.map == null ? ']' : '}')) {
        at++;
        done = open.pop().close();
      } else {
        throw unexpected(frame.map == null ? "after array element" : "after object key:value pair");
      }
    }
  }

  /** Reads to the end of the next scalar or empty collection, opening what stands before it. */
  private Value next() {
    while (true) {
      int c = skip();
      if (c != '[' && c != '{') {
        return scalar(c);
      }
      at++;
      if (open.size() >= MAX_DEPTH) {
        throw new JsonException("exceeded max depth");
      }
      Frame frame = new Frame(c == '{');
      int inner = skip();
      if (inner == (c == '{' ? '}' : ']')) {
        at++;
        return frame.close();
      }
      if (c == '{') {
        key(frame);
      }
      open.push(frame);
    }
  }

  private void key(Frame frame) {
    if (peek() != '"') {
      throw unexpected("looking for beginning of object key string");
    }
    frame.key = string();
    if (skip() != ':') {
      throw unexpected("after object key");
    }
    at++;
  }

  private Value scalar(int c) {
    if (c == '"') {
      return Scalar.of(string());
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      return Scalar.of(number());
    }
    return switch (c) {
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> throw unexpected("looking for beginning of value");
    };
  }

  private Value literal(String word, @Nullable Object content) {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      at++;
    }
    return Scalar.of(content);
  }

  private Object number() {
    int start = at;
    if (peek() == '-') {
      at++;
      digit("in numeric literal");
    }
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    boolean whole = true;
    if (peek() == '.') {
      at++;
      whole = false;
      digit("after decimal point in numeric literal");
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      whole = false;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digit("in exponent of numeric literal");
      digits();
    }
    String written = text.substring(start, at);
    if (whole && written.length() < 19 && !written.equals("-0")) {
      return Long.valueOf(written);
    }
    double number = Double.parseDouble(written);
    if (Double.isInfinite(number)) {
      throw new JsonException(
          "json: cannot unmarshal number " + written + " into Go value of type float64");
    }
    return GoNumber.content(number);
  }

  private void digit(String context) {
    int c = peek();
    if (c < '0' || c > '9') {
      throw unexpected(context);
    }
  }

  private void digits() {
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
  }

  private String string() {
    StringBuilder decoded = new StringBuilder();
    at++;
    while (true) {
      int c = peek();
      if (c == '"') {
        at++;
        return decoded.toString();
      }
      if (c < ' ') {
        throw unexpected("in string literal");
      }
      at++;
      if (c == '\\') {
        escape(decoded);
      } else {
        decoded.append((char) c);
      }
    }
  }

  private void escape(StringBuilder decoded) {
    int c = peek();
    switch (c) {
      case '"', '\\', '/' -> decoded.append((char) c);
      case 'b' -> decoded.append('\b');
      case 'f' -> decoded.append('\f');
      case 'n' -> decoded.append('\n');
      case 'r' -> decoded.append('\r');
      case 't' -> decoded.append('\t');
      case 'u' -> {
        at++;
        unit(decoded, hex());
        return;
      }
      default -> throw unexpected("in string escape code");
    }
    at++;
  }

  /** Half a surrogate pair alone becomes U+FFFD. */
  private void unit(StringBuilder decoded, char unit) {
    if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at)) {
      int before = at;
      at += 2;
      char low = hex();
      if (Character.isLowSurrogate(low)) {
        decoded.append(unit).append(low);
        return;
      }
      at = before;
    }
    decoded.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
  }

  private char hex() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit =
          at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw unexpected("in \\u hexadecimal character escape");
      }
      unit = unit * 16 + digit;
      at++;
    }
    return (char) unit;
  }

  private int skip() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      at++;
    }
    return peek();
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private JsonException unexpected(String context) {
    if (at >= text.length()) {
      return new JsonException("unexpected end of JSON input");
    }
    return new JsonException("invalid character " + quoted() + " " + context);
  }

  /** Go looks at bytes: of a longer character it names the first byte. */
  private String quoted() {
    int end = text.offsetByCodePoints(at, 1);
    int first = text.substring(at, end).getBytes(StandardCharsets.UTF_8)[0] & 0xff;
    return switch (first) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      default -> GoQuote.quoted(String.valueOf((char) first), '\'');
    };
  }
}
