package dev.ephor.yaml.edit;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.Comment;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.List;
import java.util.Optional;

/**
 * Gives a document another value and leaves its layout alone. Values are compared with what was
 * read by content; items of lists also by where they came from, so that a changed item is changed
 * where it stands.
 */
public final class Layout {

  private Layout() {}

  /**
   * The edits that make a document read as a value. The law: with them made, the text parses to
   * just that value, and all comments outside of what was removed or replaced are still there;
   * where this cannot be had, the answer says why.
   *
   * @param document as it is written
   * @param now the value that its top is to have; its parts may be the document's own
   */
  public static Rewrite rewrite(YamlDocument document, Value now) {
    if (same(document.root(), now)) {
      return new Rewrite.Edits(List.of());
    }
    Optional<Problem> broken =
        document.problems().stream().filter(p -> p.severity() == Severity.ERROR).findFirst();
    if (broken.isPresent()) {
      return new Rewrite.Refused("The text has errors; mend them first: " + broken.get().message());
    }
    if (!document.root().typeName().equals(now.typeName()) && !document.root().isNull()) {
      return new Rewrite.Refused(
          "The document is %s and would become %s; write it anew."
              .formatted(named(document.root()), named(now)));
    }
    Written written = new Written(document);
    Rewrite first = rewrite(written, now, true);
    // A comment below may stand so that a literal block would take it in.
    return first instanceof Rewrite.Refused ? rewrite(written, now, false) : first;
  }

  private static Rewrite rewrite(Written written, Value now, boolean blocks) {
    EditList edits = new EditList(written.text);
    new NodeEdits(written, edits, blocks).root(now);
    List<TextEdit> found = edits.finish();
    return found == null
        ? new Rewrite.Refused(
            "The changes lie too close to each other in the text; make them by hand.")
        : checked(written.document, now, new Rewrite.Edits(found));
  }

  private static Rewrite checked(YamlDocument document, Value now, Rewrite.Edits rewrite) {
    String text = rewrite.applied(document.text(), 0);
    YamlDocument read = YamlParser.parse(document.root().source(), text);
    boolean broken = read.problems().stream().anyMatch(p -> p.severity() == Severity.ERROR);
    if (broken || !same(read.root(), now)) {
      return new Rewrite.Refused(
          "The way this document is written (a key that stands twice, a complex key, a tag or an"
              + " anchor of a key) does not allow the change without others; make it by hand.");
    }
    if (!keepsComments(document, read, rewrite)) {
      return new Rewrite.Refused("The change would lose a comment; make it by hand.");
    }
    return rewrite;
  }

  /** Whether the comments that no edit touches are all there, in their order. */
  private static boolean keepsComments(YamlDocument before, YamlDocument after, Rewrite.Edits by) {
    List<String> there = after.comments().stream().map(c -> slice(after, c)).toList();
    int from = 0;
    for (Comment comment : before.comments()) {
      if (isCut(comment.span(), by)) {
        continue;
      }
      String text = slice(before, comment);
      while (from < there.size() && !there.get(from).equals(text)) {
        from++;
      }
      if (from++ >= there.size()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCut(Span comment, Rewrite.Edits by) {
    return by.edits().stream()
        .anyMatch(
            edit -> edit.span().start() < comment.end() && comment.start() < edit.span().end());
  }

  private static String slice(YamlDocument document, Comment comment) {
    return document.text().substring(comment.span().start(), comment.span().end());
  }

  private static String named(Value value) {
    return value.isNull() ? "empty" : "of the type " + value.typeName();
  }

  /** Equal as JSON: {@code 1} and {@code 1.0} are one number. */
  static boolean same(Value left, Value right) {
    if (left == right) {
      return true;
    }
    if (left instanceof MapValue a && right instanceof MapValue b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        Value other = b.child(a.keyAt(i));
        if (other == null || !same(a.valueAt(i), other)) {
          return false;
        }
      }
      return true;
    }
    if (left instanceof ListValue a && right instanceof ListValue b) {
      if (a.size() != b.size()) {
        return false;
      }
      for (int i = 0; i < a.size(); i++) {
        if (!same(a.at(i), b.at(i))) {
          return false;
        }
      }
      return true;
    }
    return left instanceof Scalar a && right instanceof Scalar b && same(a, b);
  }

  private static boolean same(Scalar left, Scalar right) {
    if (left.content() instanceof Number a && right.content() instanceof Number b) {
      return (a instanceof Long && b instanceof Long)
          ? a.longValue() == b.longValue()
          : Double.compare(a.doubleValue(), b.doubleValue()) == 0;
    }
    return left.equals(right);
  }
}
