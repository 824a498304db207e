package dev.ephor.ide.highlight;

import dev.ephor.ide.highlight.Highlights.Highlight;
import dev.ephor.text.Span;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The anchors and aliases of a document (YAML 1.2.2 §6.9.2, §7.1), as they are written. */
final class Anchors {

  private static final Pattern MARK = Pattern.compile("(?<![^\\s\\[{,:-])([&*])([^\\s,\\[\\]{}]+)");

  private Anchors() {}

  /** An anchor or alias. */
  private record Mark(String name, Span span, boolean anchor) {}

  /**
   * The anchor and the aliases that mean it, where an offset touches one of them. An anchor counts
   * until the same name is given again.
   */
  static List<Highlight> around(YamlDocument yaml, int offset) {
    if (yaml.text().indexOf('&') < 0) {
      return List.of();
    }
    List<Mark> group = new ArrayList<>();
    List<Mark> marks = marks(yaml);
    Mark touched =
        marks.stream().filter(mark -> mark.span().touches(offset)).findFirst().orElse(null);
    for (Mark mark : marks) {
      if (touched != null && mark.name().equals(touched.name())) {
        if (mark.anchor()) {
          if (group.contains(touched)) {
            break;
          }
          group.clear();
        }
        group.add(mark);
      }
    }
    return group.contains(touched)
        ? group.stream().map(mark -> new Highlight(mark.span(), mark.anchor())).toList()
        : List.of();
  }

  private static List<Mark> marks(YamlDocument yaml) {
    List<Mark> marks = new ArrayList<>();
    Matcher matcher = MARK.matcher(yaml.text());
    while (matcher.find()) {
      Span span = new Span(matcher.start(1), matcher.end(2));
      if (isMark(yaml, span)) {
        marks.add(new Mark(matcher.group(2), span, matcher.group(1).equals("&")));
      }
    }
    return marks;
  }

  /** Whether it stands between scalars, and in no comment. */
  private static boolean isMark(YamlDocument yaml, Span span) {
    int node = yaml.nodeAt(span.start());
    Span key = yaml.keySpan(node);
    Span value = yaml.valueSpan(node);
    boolean inKey = key.start() < span.start() && span.start() < key.end();
    boolean inScalar =
        !yaml.kind(node).isCollection()
            && yaml.kind(node) != NodeKind.ALIAS
            && value.start() <= span.start()
            && span.start() < value.end();
    return !inKey
        && !inScalar
        && yaml.comments().stream().noneMatch(comment -> comment.span().covers(span));
  }
}
