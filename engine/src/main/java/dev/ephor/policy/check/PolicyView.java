package dev.ephor.policy.check;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A policy document as the checks see it: its parts with the reference's defaults, nothing that is
 * of the wrong type (which {@link PolicySchemaCheck} tells).
 */
final class PolicyView {

  private static final MapValue NOTHING = MapValue.empty(Source.NONE, 0);

  private final MapValue document;
  private final MapValue spec;
  private final List<RuleView> rules = new ArrayList<>();

  PolicyView(MapValue document) {
    this.document = document;
    this.spec = Objects.requireNonNullElse(document.map("spec"), NOTHING);
    List<MapValue> written = maps(spec.list("rules"));
    for (int i = 0; i < written.size(); i++) {
      rules.add(new RuleView(this, written.get(i), i));
    }
  }

  /** Whether these checks are about this kind at all. */
  static boolean applies(MapValue document) {
    String kind = text(document, "kind");
    return text(document, "apiVersion").startsWith("kyverno.io/")
        && (kind.equals("ClusterPolicy") || kind.equals("Policy"));
  }

  MapValue document() {
    return document;
  }

  MapValue spec() {
    return spec;
  }

  List<RuleView> rules() {
    return rules;
  }

  MapValue metadata() {
    return Objects.requireNonNullElse(document.map("metadata"), NOTHING);
  }

  /** Whether existing resources are scanned too. */
  boolean background() {
    return flag(spec, "background", true);
  }

  boolean admission() {
    return flag(spec, "admission", true);
  }

  /** Whether it is a {@code Policy}, bound to one namespace. */
  boolean namespaced() {
    return "Policy".equals(document.string("kind"));
  }

  static boolean flag(MapValue map, String field, boolean absent) {
    return (map.child(field) instanceof Scalar scalar && scalar.content() instanceof Boolean set)
        ? set
        : absent;
  }

  /** The text of a field, empty when it is absent or something else. */
  static String text(MapValue map, String field) {
    return Objects.requireNonNullElse(map.string(field), "");
  }

  /** The map under a field, an empty one when there is none. */
  static MapValue map(MapValue map, String field) {
    return Objects.requireNonNullElse(map.map(field), NOTHING);
  }

  /** The maps in a list; none when it is absent. */
  static List<MapValue> maps(@Nullable ListValue list) {
    List<MapValue> maps = new ArrayList<>();
    if (list != null) {
      list.values()
          .forEach(
              item -> {
                if (item instanceof MapValue map) {
                  maps.add(map);
                }
              });
    }
    return maps;
  }

  /** The strings in a list; none when it is absent. */
  static List<String> texts(MapValue map, String field) {
    ListValue list = map.list(field);
    return list == null
        ? List.of()
        : list.values().stream().map(item -> item.asString()).filter(Objects::nonNull).toList();
  }

  /** Whether a field holds something: not absent, null, an empty text, list or map. */
  static boolean holds(MapValue map, String field) {
    var child = map.child(field);
    if (child == null || child.isNull()) {
      return false;
    }
    if (child instanceof MapValue inner) {
      return !inner.isEmpty();
    }
    return child instanceof ListValue list ? !list.isEmpty() : !"".equals(child.asString());
  }

  /** Whether a field is there and not null: what the reference calls set. */
  static boolean set(MapValue map, String field) {
    var child = map.child(field);
    return child != null && !child.isNull();
  }
}
