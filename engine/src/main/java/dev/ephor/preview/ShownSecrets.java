package dev.ephor.preview;

import dev.ephor.kubernetes.SecretMask;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hides what Secrets hold, but not that a rule has changed it. */
final class ShownSecrets {

  /** What stands in place of a hidden value that is another than it was. */
  static final String CHANGED = SecretMask.HIDDEN + " (changed)";

  private static final List<String> HOLDERS = List.of("data", "stringData");

  private ShownSecrets() {}

  /**
   * An object without what it hides.
   *
   * @param before what it was
   */
  static Value of(Value now, Value before) {
    Value masked = SecretMask.masked(now);
    return masked == now ? now : marked(masked, now, before);
  }

  private static Value marked(Value masked, @Nullable Value now, @Nullable Value before) {
    if (!(masked instanceof MapValue shown)
        || !(now instanceof MapValue is)
        || !(before instanceof MapValue was)) {
      return masked;
    }
    ListValue items = shown.list("items");
    if (items != null) {
      return shown.with("items", items(items, is.list("items"), was.list("items")));
    }
    MapValue result = shown;
    for (String holder : HOLDERS) {
      MapValue hidden = shown.map(holder);
      MapValue held = is.map(holder);
      MapValue old = was.map(holder);
      if (hidden != null && held != null && old != null) {
        result = result.with(holder, values(hidden, held, old));
      }
    }
    return result;
  }

  private static ListValue items(
      ListValue shown, @Nullable ListValue now, @Nullable ListValue before) {
    List<Value> items = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      items.add(
          now == null || before == null || i >= now.size() || i >= before.size()
              ? shown.at(i)
              : marked(shown.at(i), now.at(i), before.at(i)));
    }
    return ListValue.of(items, shown.source(), shown.node());
  }

  private static MapValue values(MapValue hidden, MapValue now, MapValue before) {
    MapValue marked = hidden;
    for (String key : hidden.keys()) {
      Value old = before.child(key);
      if (old != null && !old.equals(now.child(key))) {
        marked = marked.with(key, new Scalar(CHANGED, hidden.source(), hidden.node()));
      }
    }
    return marked;
  }
}
