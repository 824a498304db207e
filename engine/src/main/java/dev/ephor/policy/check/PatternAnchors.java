package dev.ephor.policy.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.ephor.schema.AnySchema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which anchors may stand in a pattern: in {@code validate} all but the one that adds, in generated
 * data none (Kyverno documentation, "Anchors").
 */
enum PatternAnchors {
  /** Patterns of validate rules. */
  VALIDATE("=<X^", ""),
  /** What is generated is no pattern. */
  NONE("", "anchors not supported on generate resources: ");

  private static final Pattern ANCHOR = Pattern.compile("^([+<=X^])?\\((.+)\\)$");

  private final String modifiers;
  private final String prefix;

  PatternAnchors(String modifiers, String prefix) {
    this.modifiers = modifiers;
    this.prefix = prefix;
  }

  /** Reports the anchors of a pattern that may not stand where they do. */
  void pattern(@Nullable Value pattern, String path, Consumer<Finding> found) {
    if (pattern != null) {
      walk(pattern, "/", path, found);
    }
  }

  private void walk(Value pattern, String at, String path, Consumer<Finding> found) {
    if (pattern instanceof MapValue map) {
      for (GoOrder.Entry entry : GoOrder.entries(map, AnySchema.UNKNOWN)) {
        String below = at + "/" + entry.key();
        anchor(entry.key(), entry.value(), path + below + ".: ", found);
        walk(entry.value(), below, path, found);
      }
    } else if (pattern instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        walk(list.at(i), at + i + "/", path, found);
      }
    }
  }

  private void anchor(String key, Value value, String path, Consumer<Finding> found) {
    Matcher anchor = ANCHOR.matcher(key);
    if (!anchor.find()) {
      return;
    }
    String modifier = anchor.group(1);
    boolean supported = this == VALIDATE && (modifier == null || modifiers.contains(modifier));
    Place place = value.place(Place.Part.KEY);
    if (!supported) {
      String advice =
          this == NONE
              ? "anchors have no meaning in what is generated: write " + anchor.group(2)
              : key + " adds a field, which only mutate rules do: write =(" + anchor.group(2) + ")";
      found.accept(
          Finding.refusal(
              place, "bad-anchor", advice, path + prefix + "unsupported anchor " + key));
    } else if ("^".equals(modifier) && !(value instanceof ListValue list && !list.isEmpty())) {
      found.accept(
          Finding.refusal(
              place,
              "bad-anchor",
              key + " wants one item of a list: give it a list with at least one item",
              path
                  + (value instanceof ListValue
                      ? "existence anchor: should have at least one value"
                      : "existence anchor should have value of type list")));
    }
  }
}
