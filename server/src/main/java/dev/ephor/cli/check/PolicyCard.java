package dev.ephor.cli.check;

import dev.ephor.kubernetes.Resource;
import dev.ephor.lint.LintPage;
import dev.ephor.text.SourceText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about itself, in the annotations that Kyverno's policy library uses.
 *
 * @param title {@code policies.kyverno.io/title}, otherwise the policy's name
 * @param description {@code policies.kyverno.io/description}, or empty
 * @param category {@code policies.kyverno.io/category}, or empty
 * @param severity {@code policies.kyverno.io/severity}, or empty
 */
record PolicyCard(String title, String description, String category, String severity) {

  private static final String PREFIX = "policies.kyverno.io/";

  /** For a policy whose text is not at hand. */
  static PolicyCard unknown(String policy) {
    return new PolicyCard(policy, "", "", "");
  }

  /** For a lint, what its page begins with. */
  static PolicyCard of(String lint) {
    return LintPage.explaining(lint)
        .map(page -> new PolicyCard(lint, page.summary(), "", ""))
        .orElseGet(() -> unknown(lint));
  }

  /**
   * Reads the card of the policy in whose document an offset lies.
   *
   * @param name the policy's name, with its namespace before a slash where it has one
   */
  static PolicyCard at(SourceText file, int offset, String name) {
    for (DocumentSlice slice : DocumentSplitter.split(file.content())) {
      if (slice.start() <= offset && offset < slice.end()) {
        Value root =
            YamlParser.parse(
                    new Source("card"), file.content().substring(slice.start(), slice.end()))
                .root();
        return root instanceof MapValue map ? of(Resource.of(map), name) : unknown(name);
      }
    }
    return unknown(name);
  }

  private static PolicyCard of(Resource policy, String name) {
    Map<String, String> annotations = policy.annotations();
    String title = text(annotations.get(PREFIX + "title"));
    return new PolicyCard(
        title.isEmpty() ? name : title,
        text(annotations.get(PREFIX + "description")),
        text(annotations.get(PREFIX + "category")),
        text(annotations.get(PREFIX + "severity")));
  }

  private static String text(@Nullable String annotation) {
    return annotation == null ? "" : annotation.strip();
  }
}
