package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.ByteText;
import dev.ephor.expression.cel.value.CelError;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Bytes as texts.
 *
 * @see <a href="https://pkg.go.dev/github.com/google/cel-go/ext#Encoders">cel-go: Encoders</a>
 */
public final class EncodersLibrary {

  private static final Library LIBRARY =
      new Library(
          "encoders",
          List.of(
              Overload.global(
                  "base64.encode(bytes) -> string",
                  a -> Base64.getEncoder().encodeToString(((ByteText) a[0]).toArray())),
              Overload.global("base64.decode(string) -> bytes", a -> decode((String) a[0]))));

  private EncodersLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  /** With or without padding. Go names the input byte at which it stops. */
  private static Object decode(String text) {
    String clean = text.replace("\r", "").replace("\n", "");
    String digits = clean.replaceAll("=+$", "");
    boolean padded = digits.length() != clean.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (!digit && c != '\n' && c != '\r' && !(c == '=' && i >= digits.length())) {
        return illegal(i);
      }
    }
    if (padded && clean.length() % 4 != 0) {
      return illegal(digits.length());
    }
    if (digits.length() % 4 == 1) {
      return illegal(digits.length() - 1);
    }
    byte[] bytes = Base64.getDecoder().decode(digits);
    return ByteText.of(Arrays.copyOf(bytes, bytes.length));
  }

  private static CelError illegal(int index) {
    return new CelError("illegal base64 data at input byte " + index);
  }
}
