package dev.ephor.policy.meaning;

import dev.ephor.expression.cel.Placeholders;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.List;

/** The texts of a policy, and which of them are expressions by its structure. */
public final class PolicyScalars {

  /** Trees nested deeper hold no policies. */
  private static final int DEEPEST = 200;

  private final List<Found> found = new ArrayList<>();
  private final List<NodePath.Step> steps = new ArrayList<>();
  private final Value root;

  /**
   * A text.
   *
   * @param path the way to it
   * @param text what it says
   * @param start where that begins in the whole scalar: not at 0 for a placeholder of a template
   * @param kind what it holds, as far as that is known
   */
  public record Found(NodePath path, String text, int start, ScalarSchema.Kind kind) {}

  private PolicyScalars(Value root) {
    this.root = root;
  }

  /** The texts of a policy, in their order. */
  public static List<Found> of(Value root) {
    PolicyScalars search = new PolicyScalars(root);
    search.walk(
        root, Meanings.root(root, Schemas.BUILT_IN), new Surroundings(root, Schemas.BUILT_IN));
    return search.found;
  }

  private void walk(Value value, Meaning meaning, Surroundings around) {
    if (steps.size() > DEEPEST) {
      return;
    }
    Surroundings inside = around.into(meaning, value);
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        step(new NodePath.Step(map, map.keyAt(i), i, map.valueAt(i)), meaning, inside);
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        step(new NodePath.Step(list, null, i, list.at(i)), meaning, inside);
      }
    } else if (value instanceof Scalar scalar && scalar.content() instanceof String text) {
      NodePath path = new NodePath(root, steps);
      if (TemplateTexts.interpolated(meaning, () -> path)) {
        for (Span within : Placeholders.typedIn(text)) {
          String expression = text.substring(within.start(), within.end());
          found.add(new Found(path, expression, within.start(), ScalarSchema.Kind.CEL));
        }
      } else {
        found.add(new Found(path, text, 0, kind(meaning)));
      }
    }
  }

  private void step(NodePath.Step step, Meaning meaning, Surroundings around) {
    steps.add(step);
    walk(step.value(), Meanings.step(meaning, step, around), around);
    steps.remove(steps.size() - 1);
  }

  private static ScalarSchema.Kind kind(Meaning meaning) {
    for (Schema type : meaning.meant()) {
      if (type instanceof ScalarSchema scalar) {
        return scalar.kind();
      }
    }
    return ScalarSchema.Kind.STRING;
  }

  /** Whether every kind that encloses a place as matched is known, so that its fields are. */
  public static boolean knowsMatched(NodePath path, Schemas schemas) {
    Meaning meaning = Meanings.root(path.root(), schemas);
    Surroundings around = new Surroundings(path.root(), schemas);
    for (NodePath.Step step : path.steps()) {
      around = around.into(meaning, step.in());
      meaning = Meanings.step(meaning, step, around);
    }
    return around.knowsMatched();
  }
}
