package dev.ephor.ide.names;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code $(path)} from one value of a pattern to another, as evaluation does: from the top
 * of the pattern, or relative to the value itself; anchors on the way do not count.
 */
final class PatternReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\((?:>=|<=|>|<|!)?([^ )]+)\\)");

  private PatternReferences() {}

  /** Where the value stands that the reference at an offset of a document means. */
  static Optional<Span> at(YamlDocument document, int offset) {
    int node = document.nodeAt(offset);
    NodePath path = NodePath.of(document, node);
    String text = path.value().asString();
    if (path.value().node() != node || text == null || !text.contains("$(")) {
      return Optional.empty();
    }
    int top = top(path);
    if (top < 0) {
      return Optional.empty();
    }
    Matcher reference = REFERENCE.matcher(document.scalarText(node));
    while (reference.find()) {
      Span span = document.sourceMap(node).toSource(new Span(reference.start(), reference.end()));
      if (span.start() <= offset && offset <= span.end()) {
        List<String> target = target(steps(path, top), reference.group(1));
        Value found = find(path.steps().get(top - 1).value(), target, 0);
        return Optional.ofNullable(found).map(value -> document.valueSpan(value.node()));
      }
    }
    return Optional.empty();
  }

  /** How many steps lead to the pattern's own top; -1 outside of patterns. */
  private static int top(NodePath path) {
    for (int i = 1; i <= path.steps().size(); i++) {
      NodePath above = new NodePath(path.root(), path.steps().subList(0, i));
      if (Meanings.at(above, Schemas.BUILT_IN).dialect() != Dialect.PLAIN) {
        boolean each = "anyPattern".equals(path.steps().get(i - 1).key());
        int top = each ? i + 1 : i;
        return top <= path.steps().size() ? top : -1;
      }
    }
    return -1;
  }

  private static List<String> steps(NodePath path, int from) {
    List<String> steps = new ArrayList<>();
    for (NodePath.Step step : path.steps().subList(from, path.steps().size())) {
      String key = step.key();
      steps.add(key == null ? String.valueOf(step.index()) : Dialect.PATTERN.field(key));
    }
    return steps;
  }

  private static List<String> target(List<String> own, String path) {
    List<String> steps = path.startsWith("/") ? new ArrayList<>() : new ArrayList<>(own);
    for (String step : path.split("/", -1)) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.remove(steps.size() - 1);
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return steps;
  }

  /** The scalar at the end of a path; null where none stands there. */
  private static @Nullable Value find(Value at, List<String> steps, int depth) {
    if (depth == steps.size()) {
      return at instanceof Scalar ? at : null;
    }
    String wanted = steps.get(depth);
    if (at instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        if (Dialect.PATTERN.field(map.keyAt(i)).equals(wanted)) {
          return find(map.valueAt(i), steps, depth + 1);
        }
      }
    } else if (at instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        if (String.valueOf(i).equals(wanted)) {
          return find(list.at(i), steps, depth + 1);
        }
      }
    }
    return null;
  }
}
