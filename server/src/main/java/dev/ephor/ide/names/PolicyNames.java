package dev.ephor.ide.names;

import dev.ephor.ide.names.Name.LocalName;
import dev.ephor.ide.names.Name.LocalName.Sort;
import dev.ephor.ide.names.Name.ObjectName;
import dev.ephor.ide.names.Name.PolicyName;
import dev.ephor.ide.names.Name.RuleName;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names in policies: their own, those of rules, context entries and variables, and uses. */
final class PolicyNames {

  /** The kinds that exceptions of {@code kyverno.io} speak of. */
  static final Set<String> CLASSIC = Set.of("ClusterPolicy", "Policy");

  /** Lists of a policy in CEL that give names, and what their items are. */
  private static final Map<String, Sort> LISTS =
      new TreeMap<>(
          Map.of(
              "variables", Sort.VARIABLE,
              "attestors", Sort.ATTESTOR,
              "attestations", Sort.ATTESTATION,
              "images", Sort.IMAGES));

  private static final int DEEPEST = 60;

  private final DocumentNames names;
  private final List<LocalName> given = new ArrayList<>();

  private PolicyNames(DocumentNames names) {
    this.names = names;
  }

  static boolean isPolicy(String apiVersion, String kind) {
    return (apiVersion.startsWith("kyverno.io/")
            || apiVersion.startsWith("policies.kyverno.io/")
            || apiVersion.startsWith("admissionregistration.k8s.io/"))
        && (kind.endsWith("Policy") || kind.endsWith("PolicyBinding"));
  }

  static void of(MapValue policy, String apiVersion, String kind, DocumentNames names) {
    MapValue metadata = policy.map("metadata");
    MapValue spec = policy.map("spec");
    if (kind.endsWith("Binding")) {
      binding(spec, kind, names);
      return;
    }
    PolicyName name =
        new PolicyName(
            Set.of(kind),
            kind.equals("Policy") || kind.startsWith("Namespaced")
                ? DocumentNames.text(metadata, "namespace")
                : "",
            DocumentNames.text(metadata, "name"));
    if (metadata != null) {
      names.give(name, metadata.child("name"));
    }
    PolicyNames reader = new PolicyNames(names);
    if (spec != null) {
      reader.lists(spec);
      reader.contexts(spec, name, "", 0);
    }
    reader.uses();
  }

  private static void binding(@Nullable MapValue spec, String kind, DocumentNames names) {
    String policyKind = kind.substring(0, kind.length() - "Binding".length());
    if (spec != null) {
      names.use(
          new PolicyName(Set.of(policyKind), "", DocumentNames.text(spec, "policyName")),
          spec.child("policyName"),
          List.of());
      parameters(spec, names);
    }
  }

  private static void parameters(MapValue in, DocumentNames names) {
    MapValue reference = in.map("paramRef");
    if (reference != null) {
      names.use(
          new ObjectName(
              "",
              DocumentNames.text(reference, "namespace"),
              DocumentNames.text(reference, "name")),
          reference.child("name"),
          List.of());
    }
  }

  private void lists(MapValue spec) {
    LISTS.forEach(
        (list, sort) -> {
          for (MapValue item : DocumentNames.maps(spec, list)) {
            give(new LocalName(sort, spec.node(), DocumentNames.text(item, "name")), item);
          }
        });
  }

  private void give(LocalName name, MapValue item) {
    given.add(name);
    names.give(name, item.child("name"));
  }

  /** Rules, loops and whatever else has a context, wherever it stands. */
  private void contexts(Value value, PolicyName policy, String list, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (value instanceof MapValue map) {
      // What a target's context gives, the patch beside the targets may use.
      int scope =
          list.equals("targets")
              ? names.document().parent(names.document().parent(map.node()))
              : map.node();
      for (MapValue entry : DocumentNames.maps(map, "context")) {
        give(new LocalName(Sort.CONTEXT_ENTRY, scope, DocumentNames.text(entry, "name")), entry);
        objects(entry);
      }
      for (MapValue rule : DocumentNames.maps(map, "rules")) {
        if (depth == 0) {
          names.give(new RuleName(policy, DocumentNames.text(rule, "name")), rule.child("name"));
        }
      }
      MapValue cel = map.map("cel");
      if (cel != null) {
        lists(cel);
        parameters(cel, names);
      }
      clone(map.map("clone"), map);
      for (int i = 0; i < map.size(); i++) {
        if (!map.keyAt(i).equals("context")) {
          contexts(map.valueAt(i), policy, map.keyAt(i), depth + 1);
        }
      }
    } else if (value instanceof ListValue items) {
      items.values().forEach(item -> contexts(item, policy, list, depth + 1));
    }
  }

  private void objects(MapValue entry) {
    MapValue configMap = entry.map("configMap");
    if (configMap != null) {
      names.use(
          new ObjectName(
              "ConfigMap",
              DocumentNames.text(configMap, "namespace"),
              DocumentNames.text(configMap, "name")),
          configMap.child("name"),
          List.of());
    }
    MapValue global = entry.map("globalReference");
    if (global != null) {
      names.use(
          new ObjectName("GlobalContextEntry", "", DocumentNames.text(global, "name")),
          global.child("name"),
          List.of());
    }
  }

  private void clone(@Nullable MapValue source, MapValue generation) {
    if (source != null) {
      names.use(
          new ObjectName(
              DocumentNames.text(generation, "kind"),
              DocumentNames.text(source, "namespace"),
              DocumentNames.text(source, "name")),
          source.child("name"),
          List.of());
    }
  }

  private void uses() {
    if (given.isEmpty()) {
      return;
    }
    for (WrittenExpression expression : WrittenExpressions.of(names.document())) {
      for (ExpressionNames.Use use : ExpressionNames.in(expression)) {
        LocalName name = innermost(use, expression);
        if (name != null) {
          names.use(name, expression.map().toSource(use.span()));
        }
      }
    }
  }

  /** The name that a use means: the one that is given nearest around it. */
  private @Nullable LocalName innermost(ExpressionNames.Use use, WrittenExpression expression) {
    int node = expression.node();
    while (node >= 0) {
      for (LocalName name : given) {
        if (name.scope() == node && name.sort() == use.sort() && name.text().equals(use.text())) {
          return name;
        }
      }
      node = names.document().parent(node);
    }
    return null;
  }
}
