package dev.ephor.cli.create;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Parts of documents made from the words of options. */
final class Parts {

  private Parts() {}

  static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }

  static ListValue texts(List<String> texts) {
    return list(texts.stream().map(Scalar::of).toList());
  }

  static ListValue list(List<? extends Value> items) {
    return ListValue.of(List.copyOf(items), Source.NONE, 0);
  }

  /** The words between commas. */
  static List<String> words(String text) {
    return List.of(text.split(",", -1));
  }

  /** Entries from words such as {@code name=value}; others are passed over. */
  static MapValue entries(List<String> words) {
    MapValue.Builder entries = map();
    for (String word : words) {
      List<String> sides = List.of(word.split("=", -1));
      if (sides.size() == 2 && !sides.get(0).isEmpty() && !sides.get(1).isEmpty()) {
        entries.put(sides.get(0), Scalar.of(sides.get(1)));
      }
    }
    return entries.build();
  }

  /** A document of the command line's own kinds, without what follows {@code metadata}. */
  static String head(String kind, String name) {
    return "apiVersion: cli.kyverno.io/v1alpha1\nkind: "
        + kind
        + "\nmetadata:\n"
        + Destination.yaml(map().put("name", Scalar.of(name)).build(), 2);
  }

  /** A field with a list, each item on its line; the bare field for an empty list. */
  static String field(String comment, String name, List<? extends Value> items) {
    String start = "\n# " + comment + "\n";
    return items.isEmpty()
        ? start + name + ":\n"
        : start + Destination.yaml(map().put(name, list(items)).build(), 0);
  }

  /** The texts as values. */
  static List<Value> scalars(List<String> texts) {
    List<Value> values = new ArrayList<>();
    texts.forEach(text -> values.add(Scalar.of(text)));
    return values;
  }
}
