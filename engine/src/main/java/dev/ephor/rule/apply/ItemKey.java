package dev.ephor.rule.apply;

import dev.ephor.schema.ApplyTopology;
import dev.ephor.value.GoText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * What tells an item of a list apart from others.
 *
 * @param text as paths print it: {@code [name="app"]}
 * @param problem why the item has no key; null where it has one
 */
record ItemKey(String text, @Nullable String problem) {

  static ItemKey of(Value item, ApplyTopology.ListMerge merge) {
    if (!(merge instanceof ApplyTopology.Keyed keyed)) {
      return new ItemKey("[=" + scalar(item) + "]", null);
    }
    if (!(item instanceof MapValue map)) {
      return new ItemKey(
          "",
          item.isNull()
              ? "associative list with keys may not have a null element"
              : "associative list with keys may not have non-map elements");
    }
    StringBuilder text = new StringBuilder("[");
    for (ApplyTopology.Key key : keyed.keys()) {
      Value value = map.child(key.field());
      if (value == null && key.absent() == null) {
        return new ItemKey(
            "",
            "associative list with keys has an element that omits key field \""
                + key.field()
                + "\" (and doesn't have default value)");
      }
      text.append(text.length() == 1 ? "" : ",")
          .append(key.field())
          .append('=')
          .append(value == null ? '"' + key.absent() + '"' : scalar(value));
    }
    return new ItemKey(text.append(']').toString(), null);
  }

  private static String scalar(Value value) {
    String text = value.asString();
    return text == null ? GoText.format(value) : '"' + text + '"';
  }
}
