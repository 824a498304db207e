package dev.ephor.fix;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.edit.Layout;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.List;

/** A version of a resource in the text of its document. */
final class Placed {

  private Placed() {}

  /** The edits that make the document say a version of the resource; offsets are the document's. */
  static Rewrite rewrite(Rehearsal rehearsal, MapValue version) {
    Value now = version;
    List<NodePath.Step> steps = rehearsal.place().steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      now = with(steps.get(i), now);
    }
    return Layout.rewrite(rehearsal.document().yaml(), now);
  }

  private static Value with(NodePath.Step step, Value inner) {
    if (step.in() instanceof MapValue map) {
      return map.with(map.keyAt(step.index()), inner);
    }
    ListValue list = (ListValue) step.in();
    List<Value> items = new ArrayList<>(list.values());
    items.set(step.index(), inner);
    return ListValue.of(items, list.source(), list.node());
  }
}
