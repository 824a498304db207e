package dev.ephor.policy.check;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Labels and annotations are strings, in patterns and patches too. */
final class LabelValues implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    if (rule.validates()) {
      MapValue validate = rule.validate();
      if (!patterns(validate.list("foreach"), "pattern", found)) {
        if (validate.child("pattern") instanceof MapValue pattern) {
          pattern(pattern, found);
        } else {
          PolicyView.maps(validate.list("anyPattern")).forEach(each -> pattern(each, found));
        }
      }
    }
    if (rule.mutates()
        && !patterns(rule.mutate().list("foreach"), "patchStrategicMerge", found)
        && rule.mutate().child("patchStrategicMerge") instanceof MapValue patch) {
      pattern(patch, found);
    }
  }

  /** Of several loops the reference looks at the first that has a pattern. */
  private static boolean patterns(
      @Nullable ListValue loops, String field, Consumer<Finding> found) {
    if (loops == null) {
      return false;
    }
    for (MapValue loop : PolicyView.maps(loops)) {
      if (loop.child(field) instanceof MapValue pattern) {
        pattern(pattern, found);
        return true;
      }
    }
    return true;
  }

  private static void pattern(MapValue pattern, Consumer<Finding> found) {
    if (pattern.child("metadata") instanceof MapValue metadata) {
      metadata(metadata, found);
    }
    MapValue template = PolicyView.map(PolicyView.map(pattern, "spec"), "template");
    metadata(PolicyView.map(template, "metadata"), found);
  }

  private static void metadata(MapValue metadata, Consumer<Finding> found) {
    for (String field : List.of("labels", "annotations")) {
      MapValue map = PolicyView.map(metadata, field);
      for (int i = 0; i < map.size(); i++) {
        Value value = map.valueAt(i);
        if (value.asString() == null) {
          found.accept(
              Finding.refusal(
                  value.place(Place.Part.KEY),
                  "label-not-text",
                  field + " are strings: put the value of " + map.keyAt(i) + " in quotes",
                  "labels and annotations supports only string values, \"use double quotes around"
                      + " the non string values\""));
        }
      }
    }
  }
}
