package dev.ephor.ide.selection;

import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * From a place outwards: the parts of an expression, the scalar's text, the scalar, the entry or
 * item, the collection that holds it, and so on to the document.
 */
public final class Selections {

  private Selections() {}

  /**
   * The spans around an offset, the innermost first, each larger than the one before and around it;
   * none in a file that is not ours.
   */
  public static List<Span> at(Snapshot snapshot, FileId file, int offset) {
    PlacedDocument document = DocumentKind.ourAt(snapshot, file, offset);
    return document == null
        ? List.of()
        : in(document.yaml(), offset - document.start()).stream()
            .map(span -> span.shift(document.start()))
            .toList();
  }

  private static List<Span> in(YamlDocument yaml, int offset) {
    List<Span> wider = new ArrayList<>();
    Span comment =
        yaml.comments().stream()
            .map(each -> each.span())
            .filter(span -> span.touches(offset))
            .findFirst()
            .orElse(null);
    if (comment != null) {
      wider.addAll(ExpressionParts.words(yaml.text(), comment, offset));
      wider.add(comment);
    } else {
      wider.addAll(inExpression(yaml, offset));
    }
    int node = yaml.nodeAt(offset);
    Span key = yaml.keySpan(node);
    if (comment == null && key.touches(offset) && !key.isEmpty() && yaml.parent(node) >= 0) {
      wider.addAll(ExpressionParts.words(yaml.text(), key, offset));
      wider.add(key);
    } else if (comment == null && !yaml.kind(node).isCollection()) {
      scalar(yaml, node, offset, wider);
    }
    for (int at = node; at >= 0; at = yaml.parent(at)) {
      Span value = yaml.valueSpan(at);
      wider.add(value);
      wider.add(new Span(yaml.keySpan(at).start(), Math.max(yaml.keySpan(at).end(), value.end())));
    }
    wider.add(new Span(0, yaml.text().length()));
    return growing(wider, offset);
  }

  private static List<Span> inExpression(YamlDocument yaml, int offset) {
    List<Span> parts = new ArrayList<>();
    WrittenExpressions.at(yaml, offset)
        .ifPresent(
            expression -> {
              String text = expression.text();
              // A block scalar ends in a line break, which is not part of what can be seen.
              int end = text.stripTrailing().length();
              Span whole =
                  new Span(Math.min(end, text.length() - text.stripLeading().length()), end);
              for (Span part : ExpressionParts.of(text, expression.offsetOf(offset))) {
                parts.add(expression.map().toSource(part));
              }
              parts.add(expression.map().toSource(whole));
              braces(yaml, expression, parts);
            });
    return parts;
  }

  /** A variable with the braces around it. */
  private static void braces(YamlDocument yaml, WrittenExpression expression, List<Span> parts) {
    Span span = expression.span();
    if (expression.language() == WrittenExpression.Language.VARIABLE
        && yaml.text().startsWith("{{", span.start() - 2)
        && yaml.text().startsWith("}}", span.end())) {
      parts.add(new Span(span.start() - 2, span.end() + 2));
    }
  }

  private static void scalar(YamlDocument yaml, int node, int offset, List<Span> wider) {
    Span value = yaml.valueSpan(node);
    wider.addAll(ExpressionParts.words(yaml.text(), value, offset));
    switch (yaml.kind(node)) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> {
        if (value.length() >= 2) {
          wider.add(new Span(value.start() + 1, value.end() - 1));
        }
      }
      case LITERAL, FOLDED -> {
        int length = yaml.scalarText(node).stripTrailing().length();
        Span content = yaml.sourceMap(node).toSource(new Span(0, length));
        wider.add(line(yaml.text(), offset));
        if (value.covers(content)) {
          wider.add(content);
        }
      }
      default -> {
        // Its text is all of it.
      }
    }
  }

  /** A line without the blanks around it. */
  private static Span line(String text, int offset) {
    int start = offset;
    while (start > 0 && "\n\r".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    int end = offset;
    while (end < text.length() && "\n\r".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    while (start < end && " \t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    while (end > start && " \t".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return new Span(start, end);
  }

  /** The spans that take in the offset and all before them. */
  private static List<Span> growing(List<Span> wider, int offset) {
    List<Span> chain = new ArrayList<>();
    Span last = Span.at(offset);
    for (Span span : wider) {
      if (span.covers(last) && !span.isEmpty() && !span.equals(last)) {
        chain.add(span);
        last = span;
      }
    }
    return chain;
  }
}
