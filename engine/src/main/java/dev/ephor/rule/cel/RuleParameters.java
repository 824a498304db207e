package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.ClusterScopedKinds;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.value.MapValue;
import java.util.List;
import java.util.Objects;

/**
 * The parameters of a {@code validate.cel} rule: objects of its {@code paramKind} that its {@code
 * paramRef} names or selects. The rule judges with each of them.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#parameter-resources">Kyverno:
 *     parameter resources</a>
 */
public sealed interface RuleParameters {

  /** The objects; none where none is found and that is allowed. */
  record Found(List<MapValue> objects) implements RuleParameters {}

  /** There are none that could be used; why, in the reference's words. */
  record Missing(String reason) implements RuleParameters {}

  /**
   * Looks for parameters.
   *
   * @param kind the {@code paramKind}
   * @param reference the {@code paramRef}
   * @param namespace of the object that is judged, where the reference names none; may be empty
   */
  static RuleParameters of(MapValue kind, MapValue reference, String namespace, Facts facts) {
    GroupVersionKind type = GroupVersionKind.of(text(kind, "apiVersion"), text(kind, "kind"));
    String written = text(reference, "namespace");
    String where = written.isEmpty() ? namespace : written;
    if (ClusterScopedKinds.contains(type)) {
      where = "";
      if (!written.isEmpty()) {
        return new Missing(
            "paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
      }
    } else if (where.isEmpty()) {
      return new Missing("can't use namespaced paramRef to match cluster-scoped resources");
    }
    List<MapValue> there = facts.ask(new Question.Objects(type, where, ""));
    String name = text(reference, "name");
    if (!name.isEmpty()) {
      List<MapValue> named =
          there.stream().filter(object -> Resource.of(object).name().equals(name)).toList();
      String group = type.group().isEmpty() ? "" : "." + type.group();
      return named.isEmpty()
          ? new Missing(PluralName.of(type) + group + " \"" + name + "\" not found")
          : new Found(named);
    }
    LabelSelector selector = CelPolicyReader.selectorOf(reference, "selector");
    List<MapValue> selected =
        selector == null || selector.refusal() != null
            ? List.of()
            : there.stream()
                .filter(object -> selector.matches(Resource.of(object).labels()))
                .toList();
    return selected.isEmpty() && text(reference, "parameterNotFoundAction").equals("Deny")
        ? new Missing("no params found")
        : new Found(selected);
  }

  private static String text(MapValue map, String key) {
    return Objects.requireNonNullElse(map.string(key), "");
  }
}
