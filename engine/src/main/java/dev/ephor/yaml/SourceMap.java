package dev.ephor.yaml;

/**
 * An exact map from the decoded text of a scalar to the text it was written in. Maps compose, for
 * languages inside scalars inside scalars.
 */
public interface SourceMap {

  /**
   * The source offset of a decoded offset.
   *
   * @param decoded from 0 to the length of the decoded text, inclusive
   * @return the offset, in the outer text, of the first unit that stands for that character
   */
  int toSource(int decoded);

  /** This map followed by an outer one: from the innermost text to the outermost. */
  default SourceMap within(SourceMap outer) {
    return decoded -> outer.toSource(toSource(decoded));
  }
}
