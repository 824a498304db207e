package dev.ephor.ide.format;

import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * How far each line of a document is to be indented, by what begins on it. What a line belongs to
 * is read from the tree; a document with a line that is not understood has no plan.
 */
final class LinePlan {

  /** What a line is. */
  enum Kind {
    UNKNOWN,
    BLANK,
    /** A key, a dash or a value begins on it. */
    STRUCTURE,
    COMMENT,
    /** A line of three dashes or dots, or a directive. */
    MARKER,
    /** It goes on with a value that began on a line above. */
    CONTINUED,
    /** A line of a block scalar. */
    CONTENT
  }

  private static final int UNSET = -1;

  private final YamlDocument yaml;
  private final SourceText lines;
  private final Style style;
  private final Kind[] kinds;
  private final int[] indents;

  /** Whether the end of a line lies inside of a scalar. */
  private final boolean[] open;

  /** The column of the entries or dashes of a collection, by its node. */
  private final int[] columns;

  private final IntPredicate held;

  private LinePlan(YamlDocument yaml, SourceText lines, Style style, IntPredicate held) {
    this.yaml = yaml;
    this.held = held;
    this.lines = lines;
    this.style = style;
    this.kinds = new Kind[lines.lineCount()];
    this.indents = new int[lines.lineCount()];
    this.open = new boolean[lines.lineCount()];
    this.columns = new int[yaml.nodeCount()];
    Arrays.fill(kinds, Kind.UNKNOWN);
    Arrays.fill(indents, UNSET);
  }

  /**
   * The plan for a document; null where it has a line whose place is not known.
   *
   * @param held the collections, by their nodes, whose entries or dashes keep their column
   */
  static @Nullable LinePlan of(
      YamlDocument yaml, SourceText lines, Style style, IntPredicate held) {
    LinePlan plan = new LinePlan(yaml, lines, style, held);
    plan.columns[0] = held.test(0) ? plan.column(0) : 0;
    for (int node = 1; node < yaml.nodeCount(); node++) {
      if (!plan.node(node)) {
        return null;
      }
    }
    return plan.others() ? plan : null;
  }

  int count() {
    return kinds.length;
  }

  Kind kind(int line) {
    return kinds[line];
  }

  /** How many blanks a line begins with at last. */
  int indent(int line) {
    return indents[line];
  }

  /** How many blanks a line begins with now. */
  int written(int line) {
    int start = lines.lineStart(line);
    return firstOf(line) - start;
  }

  /** Whether the end of a line lies inside of a scalar, so that blanks there may count. */
  boolean isOpen(int line) {
    return open[line];
  }

  private int firstOf(int line) {
    int at = lines.lineStart(line);
    int end = lines.lineEnd(line);
    while (at < end && isBlank(lines.content().charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean isEmpty(int line) {
    return firstOf(line) == lines.lineEnd(line);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Plans the lines of a node; false where that is not possible. */
  private boolean node(int node) {
    int parent = yaml.parent(node);
    Span value = yaml.valueSpan(node);
    NodeKind kind = yaml.kind(node);
    int first = lines.lineOf(value.start());
    int last = lines.lineOf(value.end());
    if (!kind.isCollection() && !kind.isBlockScalar()) {
      Arrays.fill(open, first, last, true);
    }
    if (yaml.kind(parent) != NodeKind.BLOCK) {
      return !kind.isBlockScalar();
    }
    begin(yaml.keySpan(node).start(), columns[parent]);
    boolean inSequence = Style.isBlockSequence(yaml, parent);
    int inner = columns[parent] + (inSequence ? 2 : style.width());
    if (kind == NodeKind.BLOCK) {
      boolean below = Style.isBlockSequence(yaml, node) && !inSequence && !style.indentsSequences();
      columns[node] = held.test(node) ? column(node) : below ? columns[parent] : inner;
      return true;
    }
    if (value.isEmpty()) {
      return true;
    }
    begin(value.start(), inner);
    if (kind.isBlockScalar()) {
      return content(node, first, last, inner);
    }
    return first == last || continued(first, last, kind == NodeKind.FLOW ? 0 : columns[parent] + 1);
  }

  /** The column at which a collection is written. */
  private int column(int node) {
    int start = yaml.valueSpan(node).start();
    return start - lines.lineStart(lines.lineOf(start));
  }

  /** Something begins at an offset; where it is the first of its line, the line is planned. */
  private void begin(int offset, int column) {
    int line = lines.lineOf(offset);
    if (kinds[line] == Kind.UNKNOWN && firstOf(line) == offset) {
      kinds[line] = Kind.STRUCTURE;
      indents[line] = column;
    }
  }

  /** The lines below the first of a value move with it. */
  private boolean continued(int first, int last, int least) {
    if (kinds[first] == Kind.UNKNOWN && !property(first)) {
      return false;
    }
    int shift = indents[first] - written(first);
    for (int line = first + 1; line <= last; line++) {
      kinds[line] = Kind.CONTINUED;
      boolean stays = isEmpty(line) || hasTab(line);
      indents[line] = stays ? written(line) : Math.max(least, written(line) + shift);
    }
    return true;
  }

  private boolean hasTab(int line) {
    return lines.content().substring(lines.lineStart(line), firstOf(line)).indexOf('\t') >= 0;
  }

  /** The lines of a block scalar keep their places to one another. */
  private boolean content(int node, int header, int last, int inner) {
    String head = lines.content().substring(yaml.valueSpan(node).start(), lines.lineEnd(header));
    String indicators = head.split("[ \t#]", 2)[0];
    int digit =
        indicators.chars().filter(Character::isDigit).map(c -> c - '0').findFirst().orElse(0);
    int parent = yaml.parent(node);
    int outside = column(parent);
    int end = last;
    while (end + 1 < kinds.length && isEmpty(end + 1) && !isEndOfText(end + 1)) {
      end++;
    }
    int before = digit > 0 ? outside + digit : deepest(header + 1, end, outside + 1);
    int after = digit > 0 ? columns[parent] + digit : inner;
    boolean blanksCount = indicators.indexOf('+') >= 0 || hasLongBlank(last + 1, end, before);
    for (int line = header + 1; line <= (blanksCount ? end : last); line++) {
      int spaces = spaces(line);
      boolean empty = lines.lineStart(line) + spaces == lines.lineEnd(line);
      if (!empty && spaces < before) {
        return false;
      }
      kinds[line] = Kind.CONTENT;
      open[line] = true;
      indents[line] = empty && spaces <= before ? 0 : spaces - before + after;
    }
    return true;
  }

  private boolean isEndOfText(int line) {
    return lines.lineStart(line) == lines.length();
  }

  private int spaces(int line) {
    int at = lines.lineStart(line);
    while (at < lines.lineEnd(line) && lines.content().charAt(at) == ' ') {
      at++;
    }
    return at - lines.lineStart(line);
  }

  /** The indentation of a block scalar: that of its first line, or of a deeper empty one above. */
  private int deepest(int from, int to, int least) {
    int deepest = least;
    for (int line = from; line <= to; line++) {
      deepest = Math.max(deepest, spaces(line));
      if (lines.lineStart(line) + spaces(line) < lines.lineEnd(line)) {
        break;
      }
    }
    return deepest;
  }

  private boolean hasLongBlank(int from, int to, int indent) {
    for (int line = from; line <= to; line++) {
      if (lines.lineEnd(line) - lines.lineStart(line) > indent) {
        return true;
      }
    }
    return false;
  }

  /** Plans what no node begins: blanks, comments, markers, properties on lines of their own. */
  private boolean others() {
    for (int line = 0; line < kinds.length; line++) {
      if (kinds[line] != Kind.UNKNOWN) {
        continue;
      }
      String text = lines.line(line).strip();
      if (text.isEmpty()) {
        kinds[line] = Kind.BLANK;
        indents[line] = 0;
      } else if (text.startsWith("#")) {
        kinds[line] = Kind.COMMENT;
      } else if (isMarker(lines.line(line))) {
        kinds[line] = Kind.MARKER;
        indents[line] = 0;
      } else if (!property(line)) {
        return false;
      }
    }
    for (int line = 0; line < kinds.length; line++) {
      if (kinds[line] == Kind.COMMENT) {
        indents[line] = comment(line);
      }
    }
    return true;
  }

  private static boolean isMarker(String line) {
    return line.matches("(---|\\.\\.\\.)([ \t].*)?") || line.startsWith("%");
  }

  /** A line that begins with an anchor or a tag stands where what it belongs to does. */
  private boolean property(int line) {
    int first = firstOf(line);
    char c = first < lines.length() ? lines.content().charAt(first) : ' ';
    if (c != '&' && c != '!') {
      return false;
    }
    for (int node = 1; node < yaml.nodeCount(); node++) {
      int parent = yaml.parent(node);
      if (yaml.keySpan(node).start() > first && yaml.kind(parent) == NodeKind.BLOCK) {
        kinds[line] = Kind.STRUCTURE;
        indents[line] = columns[parent];
        return lines.lineOf(yaml.keySpan(node).start()) <= line + 1;
      }
    }
    return false;
  }

  /**
   * A comment goes with the line below it where it stands at its column, else with the nearest one
   * above that does, else it keeps its distance.
   */
  private int comment(int line) {
    int column = written(line);
    int below = structure(line, 1);
    int planned;
    if (below >= 0 && written(below) == column) {
      planned = indents[below];
    } else {
      int above = structure(line, -1);
      int nearest = above;
      while (above >= 0 && written(above) > column) {
        above = structure(above, -1);
      }
      int with = above >= 0 && written(above) == column ? above : nearest >= 0 ? nearest : below;
      int shift = with < 0 ? 0 : indents[with] - written(with);
      planned = Math.max(0, column + shift);
    }
    int before = line - 1;
    while (before >= 0 && (kinds[before] == Kind.BLANK || kinds[before] == Kind.COMMENT)) {
      before--;
    }
    // As far to the right as the lines of a block scalar above, it would be one of them.
    boolean swallowed =
        before >= 0 && kinds[before] == Kind.CONTENT && planned >= leastContent(before);
    return swallowed ? indents[structure(before, -1)] : planned;
  }

  private int leastContent(int line) {
    int least = Integer.MAX_VALUE;
    for (int at = line; at >= 0 && kinds[at] == Kind.CONTENT; at--) {
      least = isEmpty(at) ? least : Math.min(least, indents[at]);
    }
    return least;
  }

  private int structure(int from, int step) {
    int line = from + step;
    while (line >= 0 && line < kinds.length && kinds[line] != Kind.STRUCTURE) {
      line += step;
    }
    return line < kinds.length ? line : -1;
  }
}
