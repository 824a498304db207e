package dev.ephor.ide.hover;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.text.Span;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import org.jspecify.annotations.Nullable;

/**
 * A place that is asked about.
 *
 * @param document the document
 * @param path the way to the node that the cursor touches
 * @param meaning what may stand there
 * @param onKey whether the cursor is on the node's key
 * @param offset the cursor, in the offsets of the document
 */
record HoverPlace(
    YamlDocument document, NodePath path, Meaning meaning, boolean onKey, int offset) {

  int node() {
    return path.value().node();
  }

  /** The key of the node; null for items and the top. */
  @Nullable String key() {
    return path.steps().isEmpty() ? null : path.steps().get(path.steps().size() - 1).key();
  }

  Span span() {
    return onKey ? document.keySpan(node()) : document.valueSpan(node());
  }
}
