package dev.ephor.policy.meaning;

import dev.ephor.text.Span;
import dev.ephor.yaml.SourceMap;

/**
 * An expression as it stands in a document.
 *
 * @param language what it is written in
 * @param node the scalar that holds it
 * @param inKey whether it stands in the scalar's key
 * @param text the expression alone; variables nested in it are replaced by names of the same length
 * @param map from offsets of the text to offsets of the document
 * @param closed whether it ends; false for a variable whose closing braces are not typed yet
 */
public record WrittenExpression(
    Language language, int node, boolean inKey, String text, SourceMap map, boolean closed) {

  /** The languages inside of policies. */
  public enum Language {
    CEL,
    /** JMESPath that is the whole of a scalar. */
    JMESPATH,
    /** JMESPath between double braces. */
    VARIABLE
  }

  /** Where it stands in the document. */
  public Span span() {
    return map.toSource(new Span(0, text.length()));
  }

  /** Whether an offset of the document lies in it or at one of its ends. */
  public boolean touches(int offset) {
    Span span = span();
    return span.start() <= offset && offset <= span.end();
  }

  /**
   * The offset in the text that an offset of the document stands for: the last whose source is not
   * beyond it.
   */
  public int offsetOf(int documentOffset) {
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (map.toSource(middle) <= documentOffset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
