package dev.ephor.ide.names;

import dev.ephor.ide.names.Name.ObjectName;
import dev.ephor.ide.names.Name.PolicyName;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names in files of Kyverno's command line: tests and values. */
final class ToolNames {

  private ToolNames() {}

  static void of(MapValue file, String kind, DocumentNames names) {
    if (kind.equals("Test")) {
      List<String> policies = texts(file, "policies");
      List<String> resources = texts(file, "resources");
      for (MapValue result : DocumentNames.maps(file, "results")) {
        result(result, policies, resources, names);
      }
      values(file.map("values"), policies, names);
    } else {
      values(file, List.of(), names);
    }
  }

  private static void result(
      MapValue result, List<String> policies, List<String> resources, DocumentNames names) {
    String text = DocumentNames.text(result, "policy");
    PolicyName policy = DocumentNames.policy(Set.of(), text);
    names.use(policy, result.child("policy"), text.indexOf('/') + 1, policies);
    Value rule = result.child("rule");
    if (rule != null) {
      ExceptionNames.rule(policy, rule, policies, names);
    }
    String kind = DocumentNames.text(result, "kind");
    for (Value resource : DocumentNames.values(result, "resources")) {
      String written = Objects.requireNonNullElse(resource.asString(), "");
      int slash = written.lastIndexOf('/');
      String namespace = slash < 0 ? "" : written.substring(0, slash);
      names.use(
          new ObjectName(kind, namespace, written.substring(slash + 1)),
          resource,
          slash + 1,
          resources);
    }
  }

  private static void values(
      @Nullable MapValue values, List<String> policies, DocumentNames names) {
    for (MapValue entry : DocumentNames.maps(values, "policies")) {
      String text = DocumentNames.text(entry, "name");
      PolicyName policy = DocumentNames.policy(Set.of(), text);
      names.use(policy, entry.child("name"), text.indexOf('/') + 1, policies);
      for (MapValue rule : DocumentNames.maps(entry, "rules")) {
        Value name = rule.child("name");
        if (name != null) {
          ExceptionNames.rule(policy, name, policies, names);
        }
      }
      for (MapValue resource : DocumentNames.maps(entry, "resources")) {
        names.use(
            new ObjectName("", "", DocumentNames.text(resource, "name")),
            resource.child("name"),
            List.of());
      }
    }
  }

  private static List<String> texts(MapValue file, String key) {
    return DocumentNames.values(file, key).stream()
        .map(value -> Objects.requireNonNullElse(value.asString(), ""))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
