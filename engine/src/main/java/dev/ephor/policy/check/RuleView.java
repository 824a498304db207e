package dev.ephor.policy.check;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** A rule as the checks see it. */
record RuleView(PolicyView policy, MapValue map, int index) {

  String name() {
    return PolicyView.text(map, "name");
  }

  /** {@code spec.rules[2]}. */
  String path() {
    return "spec.rules[" + index + "]";
  }

  MapValue match() {
    return PolicyView.map(map, "match");
  }

  MapValue exclude() {
    return PolicyView.map(map, "exclude");
  }

  MapValue validate() {
    return PolicyView.map(map, "validate");
  }

  MapValue mutate() {
    return PolicyView.map(map, "mutate");
  }

  MapValue generate() {
    return PolicyView.map(map, "generate");
  }

  List<MapValue> verifyImages() {
    return PolicyView.maps(map.list("verifyImages"));
  }

  /** The reference fills in a default inside, so that an empty {@code validate} counts too. */
  boolean validates() {
    return map.map("validate") != null;
  }

  boolean mutates() {
    return !mutate().isEmpty();
  }

  /** Whether the rule mutates resources that exist already. */
  boolean mutatesTargets() {
    return mutate().list("targets") != null;
  }

  boolean generates() {
    return !generate().isEmpty();
  }

  boolean verifies() {
    return !verifyImages().isEmpty();
  }

  /** The place of a field's key, or of the nearest thing above it that exists. */
  Place at(String... fields) {
    Value at = map;
    for (String field : fields) {
      Value child = at instanceof MapValue inner ? inner.child(field) : null;
      if (child == null) {
        break;
      }
      at = child;
    }
    return at.place(Place.Part.KEY);
  }

  /** The place of the second of several fields, as they stand in the text. */
  static Place second(MapValue map, List<String> fields) {
    return map.keys().stream()
        .filter(fields::contains)
        .skip(1)
        .findFirst()
        .map(map::child)
        .map(child -> child.place(Place.Part.KEY))
        .orElseGet(() -> map.place(Place.Part.KEY));
  }

  /** The resource blocks of a match or exclude, each with its path below the rule. */
  static List<Block> blocks(MapValue match, String field) {
    List<Block> blocks = new ArrayList<>();
    for (String list : List.of("any", "all")) {
      List<MapValue> filters = PolicyView.maps(match.list(list));
      for (int i = 0; i < filters.size(); i++) {
        blocks.add(new Block(filters.get(i), field + "." + list + "[" + i + "]", list));
      }
    }
    blocks.add(new Block(match, field, ""));
    return blocks;
  }

  /**
   * A filter with its users and its {@code resources}.
   *
   * @param filter the map that holds them
   * @param path such as {@code match.any[0]}
   * @param list {@code any}, {@code all}, or empty for the old form without a list
   */
  record Block(MapValue filter, String path, String list) {

    MapValue resources() {
      return PolicyView.map(filter, "resources");
    }

    List<String> kinds() {
      return PolicyView.texts(resources(), "kinds");
    }
  }
}
