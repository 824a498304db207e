package dev.ephor.ide.format;

import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.List;

/**
 * How a file is to be laid out.
 *
 * @param width how many columns an entry stands to the right of the mapping that holds it
 * @param indentsSequences whether the dashes under a key stand to the right of it
 * @param trimsLines whether blanks at the ends of lines go
 * @param endsFile whether the last line ends in a line break
 * @param trimsEnd whether empty lines at the end of the file go
 */
public record Style(
    int width, boolean indentsSequences, boolean trimsLines, boolean endsFile, boolean trimsEnd) {

  private static final int WIDTH = 2;
  private static final int WIDEST = 8;

  /** What is usual. */
  public static final Style USUAL = new Style(WIDTH, true, true, true, true);

  public Style {
    width = width < 1 || width > WIDEST ? WIDTH : width;
  }

  /** This style with the sequences as most of some documents have them. */
  Style asIn(List<YamlDocument> documents) {
    int right = 0;
    int below = 0;
    for (YamlDocument yaml : documents) {
      for (int node = 1; node < yaml.nodeCount(); node++) {
        int parent = yaml.parent(node);
        if (isBlockSequence(yaml, node) && !isBlockSequence(yaml, parent)) {
          int dash = column(yaml, yaml.valueSpan(node).start());
          int key = column(yaml, yaml.keySpan(node).start());
          right += dash > key ? 1 : 0;
          below += dash == key ? 1 : 0;
        }
      }
    }
    return new Style(width, right >= below, trimsLines, endsFile, trimsEnd);
  }

  /** Whether a node is a sequence with dashes. */
  static boolean isBlockSequence(YamlDocument yaml, int node) {
    int start = yaml.valueSpan(node).start();
    String text = yaml.text();
    return yaml.kind(node) == NodeKind.BLOCK
        && start < text.length()
        && text.charAt(start) == '-'
        && (start + 1 >= text.length() || " \t\r\n".indexOf(text.charAt(start + 1)) >= 0);
  }

  private static int column(YamlDocument yaml, int offset) {
    int start = offset;
    while (start > 0 && "\n\r".indexOf(yaml.text().charAt(start - 1)) < 0) {
      start--;
    }
    return offset - start;
  }
}
