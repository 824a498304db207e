package dev.ephor.rule;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a rule does besides judging: the documents that it makes or changes. */
public sealed interface Effect {

  /** Nothing is made or changed. */
  Effect NONE = new None();

  /** Nothing is made or changed. */
  record None() implements Effect {}

  /**
   * The judged resource is changed.
   *
   * @param root the whole object after the change
   */
  record Mutated(MapValue root) implements Effect {}

  /**
   * The judged resource should have been changed and could not be. The reference goes on without
   * any: no further rule has a say.
   */
  record Lost() implements Effect {}

  /**
   * The judged resource should have been changed and could not be, of which the reference says
   * nothing: it gives no row, and goes on with the resource as it was.
   */
  record Untold() implements Effect {}

  /**
   * Other, existing resources are changed.
   *
   * @param roots each whole object after the change; none where they stay as they are
   */
  record MutatedTargets(List<MapValue> roots) implements Effect {
    public MutatedTargets {
      roots = List.copyOf(roots);
    }
  }

  /**
   * Other resources are created.
   *
   * @param roots each whole object
   */
  record Generated(List<MapValue> roots) implements Effect {
    public Generated {
      roots = List.copyOf(roots);
    }
  }

  /**
   * Resources should be created, and cannot be. The reference says nothing of it: the rule passes.
   *
   * @param reason in words
   * @param clause what asks for the impossible
   */
  record NotGenerated(String reason, Place clause) implements Effect {}

  /**
   * Images of the judged resource were verified, or not.
   *
   * @param root the whole object, with digests where there were tags
   * @param statuses what came of each image
   */
  record VerifiedImages(MapValue root, Map<String, Status> statuses) implements Effect {
    public VerifiedImages {
      statuses = Collections.unmodifiableMap(new LinkedHashMap<>(statuses));
    }
  }
}
