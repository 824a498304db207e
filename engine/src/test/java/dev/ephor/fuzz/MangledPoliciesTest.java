package dev.ephor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ephor.value.MapValue;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Whole policies on whole resources, either of them broken in its structure. */
class MangledPoliciesTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final List<MapValue> POLICIES = Seeds.of("policies.yaml");
  private static final List<MapValue> OBJECTS = Seeds.of("objects.yaml");
  private static final List<MapValue> EXCEPTIONS = Seeds.of("files.yaml");

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void aBrokenPolicyIsToldOfOrEvaluated(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    holds(mangler.document(mangler.pick(POLICIES)), OBJECTS, EXCEPTIONS);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aBrokenResourceIsJudged(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    List<MapValue> broken = OBJECTS.stream().map(mangler::document).toList();
    holds(mangler.pick(POLICIES), broken, EXCEPTIONS);
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void brokenExceptionsExemptOrNot(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    List<MapValue> broken = EXCEPTIONS.stream().map(mangler::document).toList();
    holds(mangler.pick(POLICIES), OBJECTS, broken);
  }

  private static void holds(MapValue policy, List<MapValue> manifests, List<MapValue> exceptions) {
    Duration start = ProcessorTime.now();
    assertThatCode(() -> Everything.with(policy, manifests, exceptions))
        .as("%s", policy)
        .doesNotThrowAnyException();
    assertThat(ProcessorTime.now().minus(start)).isLessThan(LIMIT);
  }

  @Test
  void theUnbrokenPoliciesAreAllRead() {
    for (MapValue policy : POLICIES) {
      Everything.with(policy, OBJECTS, EXCEPTIONS);
    }
  }
}
