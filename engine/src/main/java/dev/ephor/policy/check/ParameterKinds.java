package dev.ephor.policy.check;

import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.NearestName;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A {@code paramKind} that an API group of Kubernetes does not have: nothing can ever be the
 * parameter. Kinds of other groups are custom resources, and nothing is said of them.
 */
final class ParameterKinds implements RuleCheck {

  private static final Set<String> ADMISSION =
      Set.of("ValidatingAdmissionPolicy", "MutatingAdmissionPolicy");

  /** Of {@code validate.cel}. */
  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    MapValue cel = PolicyView.map(PolicyView.map(rule.map(), "validate"), "cel");
    kind(PolicyView.map(cel, "paramKind"), found);
  }

  /** Of Kubernetes' own policies. */
  static boolean applies(MapValue document) {
    return PolicyView.text(document, "apiVersion").startsWith("admissionregistration.k8s.io/")
        && ADMISSION.contains(PolicyView.text(document, "kind"));
  }

  static List<Finding> findings(MapValue document) {
    List<Finding> findings = new ArrayList<>();
    kind(PolicyView.map(PolicyView.map(document, "spec"), "paramKind"), findings::add);
    return findings;
  }

  private static void kind(MapValue paramKind, Consumer<Finding> found) {
    String version = PolicyView.text(paramKind, "apiVersion");
    Value written = paramKind.child("kind");
    String kind = written == null ? null : written.asString();
    if (written == null || kind == null || version.isEmpty()) {
      return;
    }
    Set<String> known =
        KubernetesIndex.kinds().stream()
            .filter(each -> each.type().apiVersion().equals(version))
            .map(each -> each.type().kind())
            .collect(Collectors.toSet());
    if (!known.isEmpty() && !known.contains(kind)) {
      found.accept(
          Finding.advice(
              written.place(Place.Part.VALUE),
              "unknown-kind",
              version
                  + " of Kubernetes has no kind "
                  + kind
                  + NearestName.of(kind, known)
                      .map(near -> ": did you mean " + near + "?")
                      .orElse("")));
    }
  }
}
