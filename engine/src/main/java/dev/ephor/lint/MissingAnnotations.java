package dev.ephor.lint;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A policy without the annotations that say what it is for, which reports and tools show. */
final class MissingAnnotations implements Lint.Check {

  private static final String PREFIX = "policies.kyverno.io/";
  private static final List<String> STANDARD =
      List.of("title", "category", "severity", "description");

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    if (subject.policy() == null) {
      return;
    }
    MapValue metadata = subject.root().map("metadata");
    MapValue annotations = metadata == null ? null : metadata.map("annotations");
    List<String> missing =
        STANDARD.stream()
            .map(name -> PREFIX + name)
            .filter(name -> annotations == null || isBlank(annotations.string(name)))
            .toList();
    if (!missing.isEmpty()) {
      Value name = metadata == null ? null : metadata.child("name");
      Value at = annotations != null ? annotations : name != null ? name : subject.root();
      found.accept(LintFinding.atKey(at, "annotations are missing: " + String.join(", ", missing)));
    }
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
