package dev.ephor.policy;

import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.value.MapValue;

/** Reads label selectors that stand in what a rule does. */
public final class SelectorReader {

  private SelectorReader() {}

  /** Reads a selector. A field of the wrong type counts as missing. */
  public static LabelSelector read(MapValue selector) {
    return new MatchReader(new FieldReader()).selector(selector);
  }
}
