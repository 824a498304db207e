package dev.ephor.yaml;

import dev.ephor.text.Span;

/**
 * An exact map from the decoded text of a scalar to the text it was written in. Maps compose, for
 * languages inside scalars inside scalars.
 */
public interface SourceMap {

  /**
   * The source offset of a decoded offset.
   *
   * @param decoded from 0 to the length of the decoded text, inclusive; others are clamped
   * @return the offset, in the outer text, of the first unit that stands for that character; for
   *     the length of the decoded text the offset after what stands for its last character
   */
  int toSource(int decoded);

  /**
   * The source offset at which a range that ends before a decoded offset ends. It differs from
   * {@link #toSource} where something stands between two characters that is neither's: the
   * indentation of a line, an escaped line end.
   */
  default int endInSource(int decoded) {
    return toSource(decoded);
  }

  /** Where a decoded range stands in the source, both ends exact. */
  default Span toSource(Span decoded) {
    int start = toSource(decoded.start());
    return decoded.isEmpty()
        ? Span.at(start)
        : new Span(start, Math.max(start, endInSource(decoded.end())));
  }

  /** This map followed by an outer one: from the innermost text to the outermost. */
  default SourceMap within(SourceMap outer) {
    SourceMap inner = this;
    return new SourceMap() {
      @Override
      public int toSource(int decoded) {
        return outer.toSource(inner.toSource(decoded));
      }

      @Override
      public int endInSource(int decoded) {
        return outer.endInSource(inner.endInSource(decoded));
      }
    };
  }

  /** The map of a text that stands as it is from an offset on. */
  static SourceMap shiftedBy(int offset) {
    return decoded -> decoded + offset;
  }
}
