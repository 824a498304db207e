package dev.ephor.rule.podsecurity;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control from which pods or some of their containers are exempt.
 *
 * @param control the control's name
 * @param images the images of the containers; empty for what concerns the pod itself
 * @param field the only field in question, with {@code [*]} for every index; empty for all
 * @param values the values that are let pass; empty for all
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#pod-security">Kyverno:
 *     pod security</a>
 */
public record Exemption(String control, List<String> images, String field, List<String> values) {

  public Exemption {
    images = List.copyOf(images);
    values = List.copyOf(values);
  }

  /** Reads {@code exclude} of a rule or {@code podSecurity} of an exception; null for none. */
  public static List<Exemption> read(@Nullable ListValue written) {
    List<Exemption> exemptions = new ArrayList<>();
    for (Value one : written == null ? List.<Value>of() : written.values()) {
      if (one instanceof MapValue map) {
        exemptions.add(
            new Exemption(
                Pod.text(map, "controlName"),
                Pod.texts(map, "images"),
                Pod.text(map, "restrictedField"),
                Pod.texts(map, "values")));
      }
    }
    return exemptions;
  }

  /**
   * What is left of breaches. What is exempt is found by checking the exempt part of the pod alone;
   * each violation there takes away the first one of the same field.
   */
  List<Breach> apply(List<Breach> breaches, Pod pod, Standard standard) {
    Pod part = images.isEmpty() ? pod.withoutContainers() : pod.onlyImages(images);
    List<Breach> left = new ArrayList<>(breaches);
    for (Breach exempt : standard.breaches(part)) {
      if (!exempt.control().name().equals(control)) {
        continue;
      }
      for (Violation violation : exempt.violations()) {
        if (concerns(violation)) {
          left.replaceAll(
              breach ->
                  breach.control().id().equals(exempt.control().id())
                      ? without(breach, violation)
                      : breach);
        }
      }
    }
    left.removeIf(breach -> breach.violations().isEmpty());
    return left;
  }

  private boolean concerns(Violation violation) {
    return (field.isEmpty() || field.equals(violation.pattern()))
        && (values.isEmpty()
            || violation.found().stream().allMatch(value -> Pod.isLikeOneOf(values, value)));
  }

  /** The last violation takes the place of the one that goes, as in the reference. */
  private Breach without(Breach breach, Violation exempt) {
    List<Violation> kept = new ArrayList<>(breach.violations());
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).pattern().equals(exempt.pattern()) && isOfSame(kept.get(i), exempt)) {
        Violation last = kept.remove(kept.size() - 1);
        if (i < kept.size()) {
          kept.set(i, last);
        }
        return breach.with(kept);
      }
    }
    return breach;
  }

  private boolean isOfSame(Violation violation, Violation exempt) {
    if (images.isEmpty() || violation.container() == null) {
      return true;
    }
    String name = exempt.container() == null ? "" : exempt.container().name();
    return violation.container().name().equals(name);
  }
}
