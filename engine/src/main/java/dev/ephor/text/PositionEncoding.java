package dev.ephor.text;

/**
 * The unit in which {@link Position#character()} counts, negotiated by a client ({@code
 * positionEncoding} of the Language Server Protocol 3.17).
 */
public enum PositionEncoding {
  UTF_8,
  UTF_16,
  UTF_32;

  /** The units that {@code text[from, to)} takes in this encoding. */
  int length(CharSequence text, int from, int to) {
    if (this == UTF_16) {
      return to - from;
    }
    int units = 0;
    for (int i = from; i < to; ) {
      int codePoint = Character.codePointAt(text, i);
      units += units(codePoint);
      i += Character.charCount(codePoint);
    }
    return units;
  }

  /**
   * The offset that lies {@code units} after {@code from}, but never beyond {@code limit}. A
   * position inside a character counts as the one after it.
   */
  int advance(CharSequence text, int from, int limit, int units) {
    if (this == UTF_16) {
      int offset = (int) Math.min(limit, (long) from + Math.max(0, units));
      boolean inside =
          offset > from
              && offset < limit
              && Character.isLowSurrogate(text.charAt(offset))
              && Character.isHighSurrogate(text.charAt(offset - 1));
      return inside ? offset + 1 : offset;
    }
    int offset = from;
    int left = units;
    while (offset < limit && left > 0) {
      int codePoint = Character.codePointAt(text, offset);
      left -= units(codePoint);
      offset += Character.charCount(codePoint);
    }
    return Math.min(offset, limit);
  }

  private int units(int codePoint) {
    return switch (this) {
      case UTF_8 -> codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      case UTF_16 -> Character.charCount(codePoint);
      case UTF_32 -> 1;
    };
  }
}
