package dev.ephor.ide.folding;

/**
 * Lines that can be folded into their first one.
 *
 * @param startLine the line that stays in sight, from 0
 * @param endLine the last line that is hidden
 * @param depth how far inside it is; 0 for a document
 * @param kind what it is
 */
public record Fold(int startLine, int endLine, int depth, Kind kind) {

  /** What a fold hides. */
  public enum Kind {
    DOCUMENT,
    CODE,
    COMMENT
  }
}
