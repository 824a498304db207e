package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Realm;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelPolicyReader;
import dev.ephor.rule.Trace;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A binding of an admission policy: where it holds, and with which parameters.
 *
 * @param name {@code metadata.name}
 * @param document the whole of it
 * @param matcher which requests it concerns; null for all
 * @param paramRef which parameters are meant; null for none
 */
record Binding(
    String name,
    MapValue document,
    @Nullable ConstraintMatcher matcher,
    @Nullable MapValue paramRef) {

  /**
   * The bindings of a policy among the objects that there are, in their order.
   *
   * @param kind such as {@code ValidatingAdmissionPolicyBinding}
   * @param versions those of the kind, in the order in which they are looked for
   */
  static List<Binding> of(String policy, String kind, List<String> versions, Facts facts) {
    List<MapValue> documents = new ArrayList<>();
    for (String version : versions) {
      GroupVersionKind type = new GroupVersionKind("admissionregistration.k8s.io", version, kind);
      documents.addAll(facts.ask(new Question.Objects(type, "", "")));
    }
    List<Binding> bindings = new ArrayList<>();
    for (MapValue document : documents) {
      MapValue spec = document.map("spec");
      if (spec != null && policy.equals(spec.string("policyName"))) {
        bindings.add(
            new Binding(
                Resource.of(document).name(),
                document,
                spec.map("matchResources") == null
                    ? null
                    : ConstraintMatcher.ofAdmission(
                        CelPolicyReader.constraintsOf(spec, "matchResources")),
                spec.map("paramRef")));
      }
    }
    return bindings;
  }

  /**
   * Whether a binding concerns nothing that its policy does not. Kyverno 1.19 asks the policy's own
   * constraints only where there is a cluster: in {@code apply --cluster}, and in a test that names
   * cluster resources.
   */
  static boolean isWithinPolicy(Facts facts) {
    return facts.ask(new Question.Reach(Realm.CLUSTER));
  }

  /** Whether the binding concerns a request. One whose selectors are broken concerns none. */
  boolean concerns(AdmittedObject object, Facts facts) {
    Trace trace = object.trace();
    trace.begin(Trace.Step.BINDING, document, name);
    boolean concerns = matcher == null || matcher.matches(object, facts);
    trace.end(concerns);
    return concerns;
  }

  /**
   * The parameters: the object that the reference names, or a list of those that its selector
   * selects; null where there are none.
   *
   * @param paramKind the type of the parameters
   */
  @Nullable MapValue params(@Nullable MapValue paramKind, Facts facts) {
    if (paramRef == null || paramKind == null) {
      return null;
    }
    GroupVersionKind type =
        GroupVersionKind.of(
            Objects.requireNonNullElse(paramKind.string("apiVersion"), ""),
            Objects.requireNonNullElse(paramKind.string("kind"), ""));
    List<MapValue> objects = facts.ask(new Question.Parameters(type));
    LabelSelector selector = CelPolicyReader.selectorOf(paramRef, "selector");
    if (selector == null) {
      return named(objects, paramRef);
    }
    List<MapValue> selected = new ArrayList<>();
    for (MapValue object : objects) {
      if (selector.refusal() == null && selector.matches(Resource.of(object).labels())) {
        selected.add(object);
      }
    }
    return selected.isEmpty()
        ? null
        : RequestMap.map()
            .put("items", ListValue.of(selected, paramRef.source(), paramRef.node()))
            .build();
  }

  /** Kyverno 1.19: a name is enough, whatever the namespace. */
  private static @Nullable MapValue named(List<MapValue> objects, MapValue paramRef) {
    String name = Objects.requireNonNullElse(paramRef.string("name"), "");
    String namespace = Objects.requireNonNullElse(paramRef.string("namespace"), "");
    for (MapValue object : objects) {
      Resource resource = Resource.of(object);
      boolean meant =
          name.isEmpty()
              ? !namespace.isEmpty() && resource.namespace().equals(namespace)
              : resource.name().equals(name);
      if (meant) {
        return object;
      }
    }
    return null;
  }
}
