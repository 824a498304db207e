package dev.ephor.value;

/**
 * A place in a document, named rather than measured: the document's span table tells where it is.
 *
 * @param source the document
 * @param node the node's number in that document, from 0 (the root) in the order of the text
 * @param part which part of the node is meant
 */
public record Place(Source source, int node, Part part) {

  /** A node is a value together with what introduces it. */
  public enum Part {
    /** The key of a mapping entry, the dash of a sequence item, or the start of a document. */
    KEY,
    /** The value itself. */
    VALUE
  }
}
