package dev.ephor.yaml.edit;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;

/**
 * Carries a change over to a value that differs a little from the one that was changed: a manifest
 * as it is written says less than the resource that rules see, which has its namespace and empty
 * maps in place of nulls. What the change leaves alone stays as it is written.
 */
public final class Rebase {

  private Rebase() {}

  /**
   * The written value with what became of another.
   *
   * @param written as it stands in the text
   * @param before what was changed, made of the written value
   * @param after what it became
   */
  public static Value onto(Value written, Value before, Value after) {
    if (before == after || Layout.same(before, after)) {
      return written;
    }
    if (written == before
        || !(written instanceof MapValue own)
        || !(before instanceof MapValue from)
        || !(after instanceof MapValue to)) {
      return after;
    }
    MapValue.Builder rebased = MapValue.builder(own.source(), own.node());
    for (int i = 0; i < own.size(); i++) {
      String key = own.keyAt(i);
      Value then = from.child(key);
      Value now = to.child(key);
      if (now != null && then != null) {
        rebased.put(key, onto(own.valueAt(i), then, now));
      } else if (now != null || then == null) {
        rebased.put(key, now == null ? own.valueAt(i) : now);
      }
    }
    for (int i = 0; i < to.size(); i++) {
      Value then = from.child(to.keyAt(i));
      boolean same = then != null && Layout.same(then, to.valueAt(i));
      if (!own.containsKey(to.keyAt(i)) && !same) {
        rebased.put(to.keyAt(i), to.valueAt(i));
      }
    }
    return rebased.build();
  }
}
