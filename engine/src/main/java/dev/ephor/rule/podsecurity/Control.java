package dev.ephor.rule.podsecurity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control of the Pod Security Standards at one level.
 *
 * @param id the reference's name for the check
 * @param name the name that exemptions use; empty for a control that cannot be exempted
 * @param level the lowest level that demands it
 * @param variants how it is checked, oldest first
 */
record Control(String id, String name, Level level, List<Variant> variants) {

  /** The profiles, each of which demands what the ones before it demand. */
  enum Level {
    BASELINE,
    RESTRICTED
  }

  /** Looks at a pod. */
  @FunctionalInterface
  interface Check {

    /** What is wrong with the pod; null for nothing. */
    @Nullable Fault in(Pod pod);
  }

  /**
   * How a control is checked.
   *
   * @param since the first minor version of Kubernetes 1 that does so
   */
  record Variant(int since, Check check) {}

  /**
   * What is wrong with a pod.
   *
   * @param reason in the reference's words
   * @param violations the fields in question; never empty
   * @param blamed the containers that the reference names first; empty for none
   */
  record Fault(String reason, List<Violation> violations, List<String> blamed) {}

  Control {
    variants = List.copyOf(variants);
  }

  static Control since(int minor, String id, String name, Level level, Check check) {
    return new Control(id, name, level, List.of(new Variant(minor, check)));
  }

  Control andSince(int minor, Check check) {
    List<Variant> all = new java.util.ArrayList<>(variants);
    all.add(new Variant(minor, check));
    return new Control(id, name, level, all);
  }

  /**
   * What is wrong with a pod by the newest variant that a version has. The oldest variant holds for
   * still older versions too, as in the reference: pinning a version does not lift a control.
   *
   * @param version the minor version of Kubernetes 1
   */
  @Nullable Breach breach(Pod pod, int version) {
    Variant chosen = variants.get(0);
    for (Variant variant : variants) {
      if (variant.since() <= version) {
        chosen = variant;
      }
    }
    Fault fault = chosen.check().in(pod);
    return fault == null
        ? null
        : new Breach(this, fault.reason(), fault.violations(), fault.blamed());
  }
}
