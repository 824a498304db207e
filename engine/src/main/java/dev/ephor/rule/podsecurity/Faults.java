package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what a control finds in a pod. */
final class Faults {

  private final List<Violation> violations = new ArrayList<>();
  private final Set<String> blamed = new LinkedHashSet<>();

  /** What is wrong with containers alone, each blamed for what it does. */
  static @Nullable Fault ofContainers(
      Pod pod, String reason, Function<Pod.Container, @Nullable Violation> check) {
    Faults faults = new Faults();
    for (Pod.Container container : pod.containers()) {
      faults.addOf(container, check.apply(container));
    }
    return faults.because(reason);
  }

  void add(@Nullable Violation violation) {
    if (violation != null) {
      violations.add(violation);
    }
  }

  void addOf(Pod.Container container, @Nullable Violation violation) {
    if (violation != null) {
      violations.add(violation);
      blamed.add(container.name());
    }
  }

  void addAll(Faults others) {
    violations.addAll(others.violations);
    if (blamed.isEmpty()) {
      blamed.addAll(others.blamed);
    }
  }

  int distinctValues() {
    return (int) violations.stream().map(Violation::printed).distinct().count();
  }

  @Nullable Fault because(String reason) {
    return violations.isEmpty() ? null : new Fault(reason, violations, List.copyOf(blamed));
  }
}
