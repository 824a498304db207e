package dev.ephor.workspace;

import dev.ephor.value.MapValue;
import java.util.List;

/**
 * An exception as one of its trees says it. Its identity stands for its content, as that of a
 * {@link PolicyUnit} does.
 */
final class ExceptionUnit {

  private final MapValue root;
  private final List<String> policies;

  ExceptionUnit(MapValue root, List<String> policies) {
    this.root = root;
    this.policies = List.copyOf(policies);
  }

  MapValue root() {
    return root;
  }

  /** The names of the policies from which it exempts. */
  List<String> policies() {
    return policies;
  }
}
