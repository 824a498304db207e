package dev.ephor.yaml.edit;

/**
 * Where something is put after a child of a collection in brackets.
 *
 * @param end the end of the child
 * @param separator what stands between the child and what is put there
 */
record FlowPlace(int end, String separator) {

  static FlowPlace of(Written written, int child) {
    int end = Math.max(written.end(child), written.document.keySpan(child).end());
    int start = Properties.itemStart(written, child);
    String separator = ", ";
    if (written.isFirstOnLine(start)) {
      separator = "," + written.newline + written.text.substring(written.lineStart(start), start);
    }
    return new FlowPlace(end, separator);
  }
}
