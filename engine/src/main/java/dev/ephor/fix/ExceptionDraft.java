package dev.ephor.fix;

import dev.ephor.fix.Fixes.Violation;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.yaml.GoYaml;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least PolicyException that allows one resource what one rule forbids: from that rule, for the
 * resource's kind, namespace and name.
 *
 * @param name the exception's
 * @param text the document
 */
public record ExceptionDraft(String name, String text) {

  /** The draft; empty where the policy's kind knows no exceptions, or the resource has no name. */
  public static Optional<ExceptionDraft> of(Rehearsal rehearsal, Violation violation) {
    MapValue resource = rehearsal.written();
    MapValue metadata = resource.map("metadata");
    String kind = resource.string("kind");
    String name = metadata == null ? null : metadata.string("name");
    if (kind == null || name == null) {
      return Optional.empty();
    }
    String namespace = metadata == null ? null : metadata.string("namespace");
    MapValue policy = violation.law().root();
    String title = slug(violation.law().name() + "-" + kind + "-" + name);
    if (PolicyReader.read(policy).policy() instanceof CelPolicy cel) {
      return cel.kind().endsWith("AdmissionPolicy")
          ? Optional.empty()
          : Optional.of(new ExceptionDraft(title, ofCel(cel, title, kind, name, namespace)));
    }
    return Optional.of(new ExceptionDraft(title, ofRules(violation, title, kind, name, namespace)));
  }

  private static String ofRules(
      Violation violation, String title, String kind, String name, @Nullable String namespace) {
    String rule = violation.outcome().rule();
    StringBuilder text = new StringBuilder(head("kyverno.io/v2", title, namespace));
    text.append("  exceptions:\n  - policyName: ").append(word(violation.law().name()));
    text.append("\n    ruleNames:\n    - ").append(word(rule)).append('\n');
    text.append("  match:\n    any:\n    - resources:\n        kinds:\n        - ")
        .append(word(kind));
    text.append('\n');
    if (namespace != null) {
      text.append("        namespaces:\n        - ").append(word(namespace)).append('\n');
    }
    return text.append("        names:\n        - ").append(word(name)).append('\n').toString();
  }

  private static String ofCel(
      CelPolicy policy, String title, String kind, String name, @Nullable String namespace) {
    String condition = "object.kind == '" + kind + "' && object.metadata.name == '" + name + "'";
    if (namespace != null) {
      condition += " && object.metadata.namespace == '" + namespace + "'";
    }
    return head("policies.kyverno.io/v1", title, namespace)
        + "  policyRefs:\n  - name: "
        + word(policy.name())
        + "\n    kind: "
        + policy.kind()
        + "\n  matchConditions:\n  - name: only-this\n    expression: "
        + word(condition)
        + "\n";
  }

  private static String head(String version, String title, @Nullable String namespace) {
    return "apiVersion: "
        + version
        + "\nkind: PolicyException\nmetadata:\n  name: "
        + word(title)
        + "\n  namespace: "
        + word(Objects.requireNonNullElse(namespace, "default"))
        + "\nspec:\n";
  }

  private static String word(String text) {
    return GoYaml.onOneLine(Scalar.of(text));
  }

  private static String slug(String text) {
    String slug = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-");
    String cut = slug.length() > 63 ? slug.substring(0, 63) : slug;
    return cut.replaceAll("^[-.]+|[-.]+$", "");
  }
}
