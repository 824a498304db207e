package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.yaml.TypingSite.Slot;
import java.util.Optional;

/**
 * What the lines around a cursor say of it, before the document is read again.
 *
 * @param slot what is typed
 * @param replace what a proposal replaces
 * @param cursor how much of that lies before the cursor ends here
 * @param put what is put in for reading, and where it replaces what
 * @param at the offset, in the text with what was put in, at which the site's node is looked for
 */
record TypingSpot(
    Slot slot,
    Span replace,
    int cursor,
    String put,
    Span where,
    int at,
    char quote,
    boolean colon,
    String lead,
    boolean flow) {

  Optional<TypingSite> site(String text) {
    String whole = text.substring(0, where.start()) + put + text.substring(where.end());
    YamlDocument tree = TypingSite.read(whole);
    int node = tree.nodeAt(at);
    Span key = tree.keySpan(node);
    boolean found =
        slot == Slot.KEY
            ? tree.parent(node) >= 0 && !key.isEmpty() && key.start() <= at && at <= key.end()
            : tree.valueSpan(node).start() <= at && at <= tree.valueSpan(node).end();
    if (!found) {
      return Optional.empty();
    }
    String typed = text.substring(Math.min(replace.start(), cursor), cursor).stripLeading();
    return Optional.of(new TypingSite(tree, node, slot, replace, typed, quote, colon, lead, flow));
  }
}
