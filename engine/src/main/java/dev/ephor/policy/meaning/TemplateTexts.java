package dev.ephor.policy.meaning;

import dev.ephor.value.MapValue;
import dev.ephor.yaml.NodePath;
import java.util.List;
import java.util.function.Supplier;

/** The texts of GeneratingPolicies in which placeholders stand: {@code template.value}. */
final class TemplateTexts {

  private static final String OWNER = "CelTemplate";

  private TemplateTexts() {}

  /**
   * Whether a place is such a text, and the template says that its placeholders are expressions.
   *
   * @param place the way to it, asked for only where it may matter
   */
  static boolean interpolated(Meaning meaning, Supplier<NodePath> place) {
    if (!isTemplate(meaning)) {
      return false;
    }
    List<NodePath.Step> steps = place.get().steps();
    NodePath.Step last = steps.get(steps.size() - 1);
    return last.in() instanceof MapValue template
        && "value".equals(last.key())
        && "cel".equals(template.string("interpolate"));
  }

  private static boolean isTemplate(Meaning meaning) {
    return meaning.declarations().stream()
        .anyMatch(declaration -> declaration.owner().name().equals(OWNER));
  }
}
