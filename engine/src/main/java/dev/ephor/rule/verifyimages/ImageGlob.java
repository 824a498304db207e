package dev.ephor.rule.verifyimages;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of images, such as {@code ghcr.io/*}: {@code *} stands for any text, slashes included,
 * {@code ?} for one character, {@code [a-c]} and {@code [!a-c]} for one of some, and {@code {a,b}}
 * for one of several patterns.
 */
public final class ImageGlob {

  private final Pattern pattern;

  private ImageGlob(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads a pattern; null where brackets and braces are not closed. */
  public static @Nullable ImageGlob parse(String text) {
    StringBuilder expression = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '*' -> expression.append(".*");
        case '?' -> expression.append('.');
        case '{' -> {
          braces++;
          expression.append("(?:");
        }
        case '}' -> {
          braces--;
          expression.append(')');
        }
        case ',' -> expression.append(braces > 0 ? "|" : ",");
        case '[' -> {
          int end = text.indexOf(']', i + 1);
          if (end < 0) {
            return null;
          }
          String inside = text.substring(i + 1, end).replace("\\", "\\\\");
          expression.append('[');
          expression.append(inside.startsWith("!") ? "^" + inside.substring(1) : inside);
          expression.append(']');
          i = end;
        }
        case '\\' -> {
          i++;
          expression.append(i < text.length() ? Pattern.quote(text.substring(i, i + 1)) : "");
        }
        default -> expression.append(Pattern.quote(String.valueOf(c)));
      }
    }
    try {
      return braces == 0
          ? new ImageGlob(Pattern.compile(expression.toString(), Pattern.DOTALL))
          : null;
    } catch (PatternSyntaxException broken) {
      return null;
    }
  }

  /** Whether an image is meant. */
  public boolean matches(String image) {
    Matcher matcher = pattern.matcher(image);
    return matcher.matches();
  }
}
