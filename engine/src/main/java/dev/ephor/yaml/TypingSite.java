package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.Source;
import java.util.Optional;

/**
 * Where a person is typing: a key or a value that may be half there or not there yet. What is
 * missing is put into a copy of the document, which is then read by the ordinary parser, so that
 * indentation, flow style and broken neighbours are understood in one way only.
 *
 * @param tree the document with what was put in; its nodes before and at the site stand where they
 *     stand in the real one
 * @param node the entry whose key is typed, or the node whose value is typed
 * @param slot which of the two
 * @param replace what a proposal replaces, in the offsets of the real document; never more than one
 *     line
 * @param typed what is written from the start of that to the cursor, without quotes
 * @param quote the quotation mark that encloses it, or a blank
 * @param colon whether a colon follows the key; true for values
 * @param lead what must be written before a proposal: a blank after a colon, a dash for an item
 * @param flow whether it stands in brackets
 */
public record TypingSite(
    YamlDocument tree,
    int node,
    Slot slot,
    Span replace,
    String typed,
    char quote,
    boolean colon,
    String lead,
    boolean flow) {

  /** What is being typed. */
  public enum Slot {
    /** A key. Where the mapping has no other it may as well become a scalar. */
    KEY,
    VALUE
  }

  /** Stands for what nobody has typed yet; from the private use area, so no text has it. */
  public static final String NOTHING_YET = "\uE000";

  /**
   * The site at an offset of a document's text.
   *
   * @return empty in comments, block scalars, anchors and where neither a key nor a value can begin
   */
  public static Optional<TypingSite> at(YamlDocument document, int offset) {
    String text = document.text();
    if (offset < 0 || offset > text.length()) {
      return Optional.empty();
    }
    TypingSpot spot = FlowTyping.spot(document, offset);
    if (spot == null) {
      spot = BlockTyping.spot(document, offset);
    }
    return spot == null ? Optional.empty() : spot.site(text);
  }

  /** The collection that holds the site. */
  public int parent() {
    return tree.parent(node);
  }

  /** Reads a document with the missing parts put in. */
  public static YamlDocument read(String text) {
    return YamlParser.parse(new Source("typing"), text);
  }
}
