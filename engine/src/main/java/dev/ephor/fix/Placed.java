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
import org.jspecify.annotations.Nullable;

/** A version of a resource in the text of its document. */
final class Placed {

  private Placed() {}

  /** The edits that make the document say a version of the resource; offsets are the document's. */
  static Rewrite rewrite(Rehearsal rehearsal, MapValue version) {
    return rewrite(List.of(rehearsal.after(version)));
  }

  /** The same for several resources of one document, each as it is said to be written. */
  static Rewrite rewrite(List<Rehearsal> rehearsals) {
    Value top = rehearsals.get(0).document().yaml().root();
    for (Rehearsal rehearsal : rehearsals) {
      top = with(top, rehearsal.place().steps(), 0, rehearsal.written());
    }
    return Layout.rewrite(rehearsals.get(0).document().yaml(), top);
  }

  /** A value with another where some steps lead. */
  static Value with(Value at, List<NodePath.Step> steps, int depth, Value version) {
    if (depth == steps.size()) {
      return version;
    }
    int index = steps.get(depth).index();
    if (at instanceof MapValue map) {
      Value inner = with(map.valueAt(index), steps, depth + 1, version);
      return map.with(map.keyAt(index), inner);
    }
    ListValue list = (ListValue) at;
    List<Value> items = new ArrayList<>(list.values());
    items.set(index, with(list.at(index), steps, depth + 1, version));
    return ListValue.of(items, list.source(), list.node());
  }

  /** What stands where some steps lead; null for nothing. */
  static @Nullable Value in(Value top, List<NodePath.Step> steps) {
    @Nullable Value at = top;
    for (NodePath.Step step : steps) {
      String key = step.key();
      if (at instanceof MapValue map && key != null) {
        at = map.child(key);
      } else if (at instanceof ListValue list && step.index() < list.size()) {
        at = list.at(step.index());
      } else {
        return null;
      }
    }
    return at;
  }
}
