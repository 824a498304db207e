package dev.ephor.rule.validate;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a JSON list of strings out of a string, as conditions hold them in config maps, and tells
 * it from other JSON and from plain text (RFC 8259, as Go reads it: {@code null} counts as an empty
 * list, and as an empty string inside one).
 */
final class JsonStrings {

  /** What a text is. */
  enum Form {
    STRINGS,
    OTHER,
    NOT_JSON
  }

  /**
   * A text and what it lists.
   *
   * @param strings the strings of a list; empty for the other forms
   */
  record Reading(Form form, List<String> strings) {}

  /** Deeper texts are not taken for JSON. */
  private static final int DEEPEST = 500;

  private final String text;
  private final List<String> strings = new ArrayList<>();
  private int at;
  private boolean onlyStrings = true;

  private JsonStrings(String text) {
    this.text = text;
  }

  static Reading read(String text) {
    JsonStrings reader = new JsonStrings(text);
    boolean list = text.strip().startsWith("[") || text.strip().equals("null");
    if (!reader.value(0) || reader.skipSpace() != text.length()) {
      return new Reading(Form.NOT_JSON, List.of());
    }
    return list && reader.onlyStrings
        ? new Reading(Form.STRINGS, List.copyOf(reader.strings))
        : new Reading(Form.OTHER, List.of());
  }

  private boolean value(int depth) {
    skipSpace();
    if (depth > DEEPEST || at == text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c == '"') {
      StringBuilder content = new StringBuilder();
      boolean valid = string(content);
      if (depth == 1) {
        strings.add(content.toString());
      }
      return valid;
    }
    if (text.startsWith("null", at)) {
      at += 4;
      if (depth == 1) {
        strings.add("");
      }
      return true;
    }
    onlyStrings &= depth == 0 && c == '[';
    return switch (c) {
      case '[' -> list(depth);
      case '{' -> object(depth);
      case 't' -> word("true");
      case 'f' -> word("false");
      default -> number();
    };
  }

  private boolean list(int depth) {
    at++;
    if (peek() == ']') {
      at++;
      return true;
    }
    while (value(depth + 1)) {
      char c = peek();
      at++;
      if (c != ',') {
        return c == ']';
      }
    }
    return false;
  }

  private boolean object(int depth) {
    at++;
    if (peek() == '}') {
      at++;
      return true;
    }
    while (peek() == '"' && string(new StringBuilder()) && peek() == ':') {
      at++;
      if (!value(depth + 2)) {
        return false;
      }
      char c = peek();
      at++;
      if (c != ',') {
        return c == '}';
      }
    }
    return false;
  }

  private boolean string(StringBuilder content) {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return true;
      }
      if (c < ' ' || (c == '\\' && !escape(content))) {
        return false;
      }
      if (c != '\\') {
        content.append(c);
      }
    }
    return false;
  }

  /** Reads what follows a backslash and stops at its last character. */
  private boolean escape(StringBuilder content) {
    at++;
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c == 'u') {
      int code = 0;
      for (int i = 1; i <= 4; i++) {
        int digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
        if (digit < 0) {
          return false;
        }
        code = code * 16 + digit;
      }
      at += 4;
      content.append((char) code);
      return true;
    }
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      content.append("\"\\/\b\f\n\r\t".charAt(plain));
    }
    return plain >= 0;
  }

  private boolean number() {
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    int start = at;
    int whole = digits();
    if (whole == 0 || (whole > 1 && text.charAt(start) == '0')) {
      return false;
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      if (digits() == 0) {
        return false;
      }
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      return digits() > 0;
    }
    return true;
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private boolean word(String word) {
    boolean there = text.startsWith(word, at);
    at += word.length();
    return there;
  }

  /** The next character that is no space, or NUL at the end. */
  private char peek() {
    return skipSpace() < text.length() ? text.charAt(at) : '\0';
  }

  private int skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
