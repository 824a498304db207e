package dev.ephor.ide.names;

import dev.ephor.autogen.GeneratedNames;
import dev.ephor.ide.names.Name.PolicyName;
import dev.ephor.ide.names.Name.RuleName;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The names in exceptions: the policies and rules that they exempt from. */
final class ExceptionNames {

  private ExceptionNames() {}

  static void of(MapValue exception, String apiVersion, DocumentNames names) {
    MapValue spec = exception.map("spec");
    for (MapValue entry : DocumentNames.maps(spec, "exceptions")) {
      String text = DocumentNames.text(entry, "policyName");
      PolicyName policy = DocumentNames.policy(PolicyNames.CLASSIC, text);
      names.use(policy, entry.child("policyName"), text.indexOf('/') + 1, List.of());
      for (Value rule : DocumentNames.values(entry, "ruleNames")) {
        rule(policy, rule, List.of(), names);
      }
    }
    for (MapValue reference : DocumentNames.maps(spec, "policyRefs")) {
      String kind = DocumentNames.text(reference, "kind");
      String text = DocumentNames.text(reference, "name");
      // An exception holds in its own namespace for the namespaced kinds.
      String namespace =
          kind.startsWith("Namespaced")
              ? DocumentNames.text(exception.map("metadata"), "namespace")
              : "";
      names.use(
          new PolicyName(kind.isEmpty() ? Set.of() : Set.of(kind), namespace, text),
          reference.child("name"),
          List.of());
    }
  }

  /** A rule's name, possibly that of one which is generated for pod controllers. */
  static void rule(PolicyName policy, Value written, List<String> within, DocumentNames names) {
    String text = Objects.requireNonNullElse(written.asString(), "");
    String rule = GeneratedNames.written(text);
    names.use(new RuleName(policy, rule), written, text.length() - rule.length(), within);
  }
}
