package dev.ephor.convert;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.yaml.GoYaml;
import java.util.List;
import java.util.Map;

/**
 * Writes a policy as a person would: long expressions below their key, comments where they were.
 */
final class PolicyWriter {

  private final StringBuilder out = new StringBuilder();

  private PolicyWriter() {}

  /**
   * The text of a policy; it ends with a line feed.
   *
   * @param before comments above the document
   * @param metadata the lines of its metadata, with their indent
   * @param comments of the rule
   */
  static String write(
      PolicyDraft draft, String before, String metadata, List<String> comments, String namespace) {
    PolicyWriter writer = new PolicyWriter();
    writer.out.append(before);
    writer.out.append("apiVersion: policies.kyverno.io/v1\n");
    writer.out.append("kind: ").append(namespace.isEmpty() ? "" : "Namespaced");
    writer.out.append(draft.kind).append("\nmetadata:\n").append(metadata).append("spec:\n");
    writer.spec(draft, comments);
    return writer.out.toString();
  }

  /**
   * The text of an exception.
   *
   * @param policies kinds of policies with their names
   */
  static String exception(
      String before,
      String metadata,
      List<String> comments,
      List<Map.Entry<String, String>> policies,
      List<PolicyDraft.Named> conditions) {
    PolicyWriter writer = new PolicyWriter();
    writer.out.append(before);
    writer.out.append("apiVersion: policies.kyverno.io/v1\nkind: PolicyException\nmetadata:\n");
    writer.out.append(metadata).append("spec:\n");
    writer.line(2, "policyRefs:");
    for (Map.Entry<String, String> policy : policies) {
      writer.line(2, "- name: " + scalar(policy.getValue()));
      writer.line(4, "kind: " + policy.getKey());
    }
    comments.forEach(comment -> writer.line(2, comment));
    writer.conditions(conditions);
    return writer.out.toString();
  }

  private void conditions(List<PolicyDraft.Named> conditions) {
    if (!conditions.isEmpty()) {
      line(2, "matchConditions:");
      for (PolicyDraft.Named condition : conditions) {
        line(2, "- name: " + scalar(condition.name()));
        expression(4, "expression", condition.expression());
      }
    }
  }

  private void spec(PolicyDraft draft, List<String> comments) {
    if (!draft.actions.isEmpty()) {
      line(2, "validationActions: [" + String.join(", ", draft.actions) + "]");
    }
    if (draft.ignoresFailures) {
      line(2, "failurePolicy: Ignore");
    }
    if (draft.timeoutSeconds != null) {
      line(2, "webhookConfiguration:");
      line(4, "timeoutSeconds: " + draft.timeoutSeconds);
    }
    if (!draft.evaluation.isEmpty()) {
      line(2, "evaluation:");
    }
    draft.evaluation.forEach(
        (what, on) -> {
          line(4, what + ":");
          line(6, "enabled: " + on);
        });
    List<String> controllers = draft.controllers;
    if (controllers != null) {
      line(2, "autogen:");
      line(4, "podControllers:");
      line(6, "controllers: [" + String.join(", ", controllers) + "]");
    }
    constraints(draft);
    conditions(draft.matchConditions);
    if (!draft.variables.isEmpty()) {
      line(2, "variables:");
      draft.variables.forEach(
          (name, expression) -> {
            line(2, "- name: " + scalar(name));
            expression(4, "expression", expression);
          });
    }
    comments.forEach(comment -> line(2, comment));
    validations(draft);
    if (!draft.auditAnnotations.isEmpty()) {
      line(2, "auditAnnotations:");
      for (PolicyDraft.Named annotation : draft.auditAnnotations) {
        line(2, "- key: " + scalar(annotation.name()));
        expression(4, "valueExpression", annotation.expression());
      }
    }
  }

  private void validations(PolicyDraft draft) {
    if (!draft.validations.isEmpty()) {
      line(2, "validations:");
    }
    for (PolicyDraft.Validation validation : draft.validations) {
      out.append("  - ");
      int start = out.length();
      if (validation.message() != null) {
        MapValue message =
            MapValue.builder(Source.NONE, 0)
                .put("message", Scalar.of(validation.message()))
                .build();
        indented(4, GoYaml.write(message));
      }
      if (validation.messageExpression() != null) {
        expression(4, "messageExpression", validation.messageExpression());
      }
      expression(4, "expression", validation.expression());
      // The first key stands behind the dash.
      out.delete(start, start + 4);
    }
    if (!draft.mutations.isEmpty()) {
      line(2, "mutations:");
      for (PolicyDraft.Mutation mutation : draft.mutations) {
        line(2, "- patchType: " + (mutation.json() ? "JSONPatch" : "ApplyConfiguration"));
        line(4, mutation.json() ? "jsonPatch:" : "applyConfiguration:");
        expression(6, "expression", mutation.expression());
      }
    }
    if (!draft.generations.isEmpty()) {
      line(2, "generate:");
      for (String generation : draft.generations) {
        out.append("  - ");
        int start = out.length();
        expression(4, "expression", generation);
        out.delete(start, start + 4);
      }
    }
  }

  private void constraints(PolicyDraft draft) {
    line(2, "matchConstraints:");
    if (draft.namespaceSelector != null) {
      line(4, "namespaceSelector:");
      indented(6, GoYaml.write(draft.namespaceSelector));
    }
    if (draft.objectSelector != null) {
      line(4, "objectSelector:");
      indented(6, GoYaml.write(draft.objectSelector));
    }
    line(4, "resourceRules:");
    for (Constraints.Rule rule : draft.constraints.rules()) {
      line(4, "- apiGroups: " + strings(List.of(rule.group())));
      line(6, "apiVersions: " + strings(rule.versions()));
      line(6, "operations: " + strings(draft.constraints.operations()));
      line(6, "resources: " + strings(rule.resources()));
    }
  }

  private static String strings(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(PolicyWriter::item).toList()) + "]";
  }

  private static String item(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9./-]*") ? text : "'" + text + "'";
  }

  private static String scalar(String text) {
    return GoYaml.write(Scalar.of(text)).strip();
  }

  /** An expression, below its key; several lines stay as they are. */
  private void expression(int indent, String key, String text) {
    String lines = text.strip();
    String style = lines.indexOf('\n') >= 0 ? "|-" : ">-";
    line(indent, key + ": " + style);
    lines.lines().forEach(one -> line(indent + 2, one));
  }

  private void indented(int indent, String text) {
    text.lines().forEach(one -> line(indent, one));
  }

  private void line(int indent, String text) {
    if (!text.isBlank()) {
      out.append(" ".repeat(indent)).append(text);
    }
    out.append('\n');
  }
}
