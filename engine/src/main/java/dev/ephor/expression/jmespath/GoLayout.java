package dev.ephor.expression.jmespath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time layout in Go's manner, where the parts of one certain moment stand for those of any:
 * {@code 2006-01-02T15:04:05Z07:00}. What stands for nothing is text.
 *
 * @see <a href="https://pkg.go.dev/time#pkg-constants">Go: layouts</a>
 */
record GoLayout(String text, List<Piece> pieces) {

  /** What a part of a layout stands for. */
  enum Part {
    LONG_YEAR,
    YEAR,
    LONG_MONTH,
    MONTH,
    NUMBER_MONTH,
    ZERO_MONTH,
    LONG_WEEKDAY,
    WEEKDAY,
    DAY,
    UNDER_DAY,
    ZERO_DAY,
    UNDER_YEAR_DAY,
    ZERO_YEAR_DAY,
    HOUR,
    HOUR_12,
    ZERO_HOUR_12,
    MINUTE,
    ZERO_MINUTE,
    SECOND,
    ZERO_SECOND,
    UPPER_PM,
    LOWER_PM,
    ZONE_NAME,
    OFFSET,
    FRACTION_EXACT,
    FRACTION,
    END
  }

  /** A part and the text between it and the part before. */
  record Piece(String prefix, Part part, String written) {}

  /** The spellings, longest first where one begins another. */
  private static final Object[][] SPELLINGS = {
    {"January", Part.LONG_MONTH},
    {"Jan", Part.MONTH},
    {"Monday", Part.LONG_WEEKDAY},
    {"Mon", Part.WEEKDAY},
    {"MST", Part.ZONE_NAME},
    {"01", Part.ZERO_MONTH},
    {"02", Part.ZERO_DAY},
    {"03", Part.ZERO_HOUR_12},
    {"04", Part.ZERO_MINUTE},
    {"05", Part.ZERO_SECOND},
    {"06", Part.YEAR},
    {"002", Part.ZERO_YEAR_DAY},
    {"15", Part.HOUR},
    {"1", Part.NUMBER_MONTH},
    {"2006", Part.LONG_YEAR},
    {"2", Part.DAY},
    {"__2", Part.UNDER_YEAR_DAY},
    {"_2", Part.UNDER_DAY},
    {"3", Part.HOUR_12},
    {"4", Part.MINUTE},
    {"5", Part.SECOND},
    {"PM", Part.UPPER_PM},
    {"pm", Part.LOWER_PM},
    {"-070000", Part.OFFSET},
    {"-07:00:00", Part.OFFSET},
    {"-0700", Part.OFFSET},
    {"-07:00", Part.OFFSET},
    {"-07", Part.OFFSET},
    {"Z070000", Part.OFFSET},
    {"Z07:00:00", Part.OFFSET},
    {"Z0700", Part.OFFSET},
    {"Z07:00", Part.OFFSET},
    {"Z07", Part.OFFSET},
  };

  static final GoLayout RFC3339 = of("2006-01-02T15:04:05Z07:00");

  /** Reads a layout; every text is one. */
  static GoLayout of(String text) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < text.length()) {
      Piece piece = pieceAt(text, start, at);
      if (piece == null) {
        at++;
      } else {
        pieces.add(piece);
        at = start + piece.prefix().length() + piece.written().length();
        start = at;
      }
    }
    pieces.add(new Piece(text.substring(start), Part.END, ""));
    return new GoLayout(text, List.copyOf(pieces));
  }

  private static @Nullable Piece pieceAt(String text, int start, int at) {
    String prefix = text.substring(start, at);
    char c = text.charAt(at);
    if (c == '.' || c == ',') {
      return fraction(text, prefix, at);
    }
    for (Object[] spelling : SPELLINGS) {
      String written = (String) spelling[0];
      if (!text.startsWith(written, at)) {
        continue;
      }
      int end = at + written.length();
      boolean word = written.equals("Jan") || written.equals("Mon");
      if (word && end < text.length() && Character.isLowerCase(text.charAt(end))) {
        continue;
      }
      if (written.equals("_2") && text.startsWith("_2006", at)) {
        return new Piece(prefix + "_", Part.LONG_YEAR, "2006");
      }
      return new Piece(prefix, (Part) spelling[1], written);
    }
    return null;
  }

  /** A point and zeros, or nines, that no other digit follows. */
  private static @Nullable Piece fraction(String text, String prefix, int at) {
    int end = at + 1;
    char digit = end < text.length() ? text.charAt(end) : ' ';
    if (digit != '0' && digit != '9') {
      return null;
    }
    while (end < text.length() && text.charAt(end) == digit) {
      end++;
    }
    boolean goesOn = end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9';
    Part part = digit == '0' ? Part.FRACTION_EXACT : Part.FRACTION;
    return goesOn ? null : new Piece(prefix, part, text.substring(at, end));
  }
}
