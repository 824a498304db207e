package dev.ephor.yaml.edit;

import dev.ephor.text.Span;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a document is written, in lines and columns. All offsets are the document's. */
final class Written {

  final YamlDocument document;
  final String text;
  final String newline;
  private final List<List<Integer>> children = new ArrayList<>();
  private final Map<Integer, Integer> anchored = new HashMap<>();
  private final boolean aliases;
  private Habits.@Nullable Shown habits;

  Written(YamlDocument document) {
    this.document = document;
    this.text = document.text();
    int end = lineEnd(0);
    this.newline =
        end + 1 < text.length() && text.charAt(end) == '\r'
            ? (text.charAt(end + 1) == '\n' ? "\r\n" : "\r")
            : "\n";
    boolean found = false;
    for (int node = 0; node < document.nodeCount(); node++) {
      children.add(new ArrayList<>(4));
      if (node > 0) {
        children.get(document.parent(node)).add(node);
      }
      found |= document.kind(node) == NodeKind.ALIAS;
    }
    this.aliases = found;
    if (found) {
      findAnchors();
    }
  }

  private void findAnchors() {
    Map<String, Integer> named = new HashMap<>();
    for (int node = 0; node < document.nodeCount(); node++) {
      Span value = document.valueSpan(node);
      if (document.kind(node) == NodeKind.ALIAS) {
        Integer definition = named.get(text.substring(value.start() + 1, value.end()));
        if (definition != null) {
          anchored.put(node, definition);
        }
      }
      Span anchor = Properties.of(this, node).anchor();
      if (anchor != null) {
        named.put(text.substring(anchor.start() + 1, anchor.end()), node);
      }
    }
  }

  /** Found when something new is written for the first time. */
  Habits.Shown habits() {
    Habits.Shown known = habits;
    if (known == null) {
      known = new Habits.Shown(this);
      habits = known;
    }
    return known;
  }

  boolean hasAliases() {
    return aliases;
  }

  /** The node that an alias names; null where it names a key, or nothing. */
  @Nullable Integer definition(int alias) {
    return anchored.get(alias);
  }

  /** The entries or items of a node in the order of the text, hidden and merge entries included. */
  List<Integer> children(int node) {
    return children.get(node);
  }

  NodeKind kind(int node) {
    return document.kind(node);
  }

  int start(int node) {
    return document.valueSpan(node).start();
  }

  int end(int node) {
    return document.valueSpan(node).end();
  }

  /** Whether a node is an item after a dash. */
  boolean isDashed(int node) {
    Span key = document.keySpan(node);
    int parent = document.parent(node);
    return parent >= 0
        && kind(parent) == NodeKind.BLOCK
        && key.length() == 1
        && text.charAt(key.start()) == '-';
  }

  /** Whether a node stands in brackets, so that line ends mean nothing. */
  boolean isInFlow(int node) {
    int parent = document.parent(node);
    return parent >= 0 && kind(parent) == NodeKind.FLOW;
  }

  /** Whether an entry of a map stands in the text as {@code <<}. */
  boolean isMerge(int child) {
    Span key = document.keySpan(child);
    return text.substring(key.start(), key.end()).equals("<<");
  }

  /** The column at which the entries or dashes of a block collection stand. */
  int column(int collection) {
    return columnAt(children(collection).isEmpty() ? start(collection) : entryStart(collection));
  }

  private int entryStart(int collection) {
    int first = children(collection).get(0);
    return isDashed(first) ? document.keySpan(first).start() : start(collection);
  }

  int columnAt(int offset) {
    int start = lineStart(offset);
    return text.codePointCount(start, offset);
  }

  /** Where an offset's line begins; after a byte order mark. */
  int lineStart(int offset) {
    int at = offset;
    while (at > 0 && !isBreak(text.charAt(at - 1))) {
      at--;
    }
    return at < offset && text.charAt(at) == '\uFEFF' ? at + 1 : at;
  }

  /** Where an offset's line ends, before its line end. */
  int lineEnd(int offset) {
    int at = offset;
    while (at < text.length() && !isBreak(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Where the line above the line that begins at an offset ends; the offset on the first line. */
  int lineEndAbove(int lineStart) {
    if (lineStart == 0 || !isBreak(text.charAt(lineStart - 1))) {
      return lineStart;
    }
    boolean pair = lineStart > 1 && text.startsWith("\r\n", lineStart - 2);
    return lineStart - (pair ? 2 : 1);
  }

  /** The start of the next line; the end of the text where there is none. */
  int nextLine(int offset) {
    int at = lineEnd(offset);
    if (at < text.length()) {
      at += text.startsWith("\r\n", at) ? 2 : 1;
    }
    return at;
  }

  /** Whether only blanks stand before an offset in its line. */
  boolean isFirstOnLine(int offset) {
    return text.substring(lineStart(offset), offset).isBlank();
  }

  boolean hasComment(int from, int to) {
    for (Comment comment : document.comments()) {
      if (comment.span().start() >= from && comment.span().start() < to) {
        return true;
      }
    }
    return false;
  }

  /**
   * The end of the last line that belongs to a child of a block collection: its value, what follows
   * it on the line, and comments below that stand further right than the collection.
   */
  int entryEnd(int child) {
    int column = column(document.parent(child));
    int end = lineEnd(lastContent(child));
    int line = nextLine(end);
    while (line > end && line < text.length()) {
      int stop = lineEnd(line);
      String content = text.substring(line, stop);
      int indent = content.length() - content.stripLeading().length();
      if (content.stripLeading().startsWith("#") && indent > column) {
        end = stop;
      } else if (!content.isBlank()) {
        break;
      }
      line = nextLine(stop);
      if (line == stop) {
        break;
      }
    }
    return end;
  }

  /** The end of a value; blank lines at the end of a block scalar that keeps them are of it. */
  int lastContent(int node) {
    int at = node;
    while (!children(at).isEmpty() && kind(at) == NodeKind.BLOCK) {
      at = children(at).get(children(at).size() - 1);
    }
    int end = Math.max(end(node), Math.max(end(at), document.keySpan(at).end()));
    return kind(at).isBlockScalar() && keepsBlanks(at) ? afterBlanks(end) : end;
  }

  private boolean keepsBlanks(int node) {
    return text.substring(start(node), Math.min(end(node), start(node) + 3)).indexOf('+') > 0;
  }

  private int afterBlanks(int from) {
    int end = from;
    int line = nextLine(from);
    while (line < text.length() && text.substring(line, lineEnd(line)).isBlank()) {
      end = lineEnd(line);
      line = nextLine(line);
    }
    return end;
  }

  static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
