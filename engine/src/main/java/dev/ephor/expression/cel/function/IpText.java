package dev.ephor.expression.cel.function;

import dev.ephor.value.GoQuote;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses of the internet as Go's {@code netip} does, and says in its words what is wrong.
 *
 * @see <a href="https://pkg.go.dev/net/netip#ParseAddr">Go: netip.ParseAddr</a>
 */
final class IpText {

  private static final int GROUPS = 8;

  private final String text;

  private IpText(String text) {
    this.text = text;
  }

  /**
   * What a text stands for.
   *
   * @param bytes 4 or 16
   * @param zone whether a zone stands behind it
   */
  record Parsed(byte[] bytes, boolean zone) {}

  /** A text that is no address. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    private Wrong(String message) {
      super(message);
    }

    String message() {
      return String.valueOf(getMessage());
    }
  }

  static Parsed parse(String text) throws Wrong {
    return new IpText(text).parse();
  }

  private Parsed parse() throws Wrong {
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if (sign == '.') {
        return new Parsed(four(text), false);
      } else if (sign == ':') {
        return withZone();
      } else if (sign == '%') {
        throw wrong("missing IPv6 address", null);
      }
    }
    throw wrong("unable to parse IP", null);
  }

  private Wrong wrong(String problem, @Nullable String at) {
    return new Wrong(
        "ParseAddr("
            + GoQuote.quote(text)
            + "): "
            + problem
            + (at == null || at.isEmpty() ? "" : " (at " + GoQuote.quote(at) + ")"));
  }

  /** Four numbers with points between them. */
  private byte[] four(String numbers) throws Wrong {
    byte[] bytes = new byte[4];
    int at = 0;
    int value = 0;
    int digits = 0;
    for (int i = 0; i < numbers.length(); i++) {
      char sign = numbers.charAt(i);
      if (sign == '.') {
        if (digits == 0 || i == numbers.length() - 1) {
          throw wrong("IPv4 field must have at least one digit", numbers.substring(i));
        } else if (at == 3) {
          throw wrong("IPv4 address too long", null);
        }
        bytes[at++] = (byte) value;
        value = 0;
        digits = 0;
      } else if (sign < '0' || sign > '9') {
        throw wrong("unexpected character", numbers.substring(i));
      } else if (digits == 1 && value == 0) {
        throw wrong("IPv4 field has octet with leading zero", null);
      } else {
        value = value * 10 + (sign - '0');
        digits++;
        if (value > 255) {
          throw wrong("IPv4 field has value >255", null);
        }
      }
    }
    if (at < 3) {
      throw wrong("IPv4 address too short", null);
    }
    bytes[3] = (byte) value;
    return bytes;
  }

  private Parsed withZone() throws Wrong {
    int zone = text.indexOf('%');
    if (zone == text.length() - 1) {
      throw wrong("zone must be a non-empty string", null);
    }
    return new Parsed(six(zone < 0 ? text : text.substring(0, zone)), zone >= 0);
  }

  /** Eight groups, of which a run of zeros may be left out, and the last two be four numbers. */
  private byte[] six(String groups) throws Wrong {
    byte[] bytes = new byte[2 * GROUPS];
    int gap = groups.startsWith("::") ? 0 : -1;
    String rest = gap == 0 ? groups.substring(2) : groups;
    int at = 0;
    while (at < bytes.length && !(gap >= 0 && rest.isEmpty())) {
      int digits = digits(rest);
      if (digits == 0) {
        throw wrong("each colon-separated field must have at least one digit", rest);
      } else if (digits < rest.length() && rest.charAt(digits) == '.') {
        putFour(bytes, at, gap, rest);
        at += 4;
        rest = "";
        break;
      }
      int value = Integer.parseInt(rest.substring(0, digits), 16);
      bytes[at] = (byte) (value >> 8);
      bytes[at + 1] = (byte) value;
      at += 2;
      rest = rest.substring(digits);
      if (rest.isEmpty()) {
        break;
      }
      rest = afterColon(rest);
      if (rest.startsWith(":")) {
        if (gap >= 0) {
          throw wrong("multiple :: in address", rest);
        }
        gap = at;
        rest = rest.substring(1);
      }
    }
    if (!rest.isEmpty()) {
      throw wrong("trailing garbage after address", rest);
    }
    return widened(bytes, at, gap);
  }

  private int digits(String rest) throws Wrong {
    int digits = 0;
    while (digits < rest.length()
        && rest.charAt(digits) < 0x80
        && Character.digit(rest.charAt(digits), 16) >= 0) {
      if (digits > 3) {
        throw wrong("each group must have 4 or less digits", rest);
      }
      digits++;
    }
    return digits;
  }

  private String afterColon(String rest) throws Wrong {
    if (rest.charAt(0) != ':') {
      throw wrong("unexpected character, want colon", rest);
    } else if (rest.length() == 1) {
      throw wrong("colon must be followed by more characters", rest);
    }
    return rest.substring(1);
  }

  private void putFour(byte[] bytes, int at, int gap, String rest) throws Wrong {
    if (gap < 0 && at != 12) {
      throw wrong("embedded IPv4 address must replace the final 2 fields of the address", rest);
    } else if (at + 4 > bytes.length) {
      throw wrong("too many hex fields to fit an embedded IPv4 at the end of the address", rest);
    }
    System.arraycopy(four(rest), 0, bytes, at, 4);
  }

  /** Moves what stands behind the gap to the end. */
  private byte[] widened(byte[] bytes, int length, int gap) throws Wrong {
    if (length == bytes.length && gap >= 0) {
      throw wrong("the :: must expand to at least one field of zeros", null);
    } else if (length < bytes.length && gap < 0) {
      throw wrong("address string too short", null);
    } else if (length < bytes.length) {
      int moved = length - gap;
      System.arraycopy(bytes, gap, bytes, bytes.length - moved, moved);
      Arrays.fill(bytes, gap, bytes.length - moved, (byte) 0);
    }
    return bytes;
  }
}
