package dev.ephor.preview;

import java.util.List;

/**
 * A line of a diff.
 *
 * @param kind whether it stays, goes or comes
 * @param text without its line end
 * @param before its number in the old text, from 1; 0 for one that comes
 * @param after its number in the new text, from 1; 0 for one that goes
 * @param rules who changed it, in order; empty for one that stays
 */
public record DiffLine(Kind kind, String text, int before, int after, List<String> rules) {

  /** What becomes of a line. */
  public enum Kind {
    KEPT(' '),
    REMOVED('-'),
    ADDED('+');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }

    /** As unified diffs mark it. */
    public char sign() {
      return sign;
    }
  }

  public DiffLine {
    rules = List.copyOf(rules);
  }
}
