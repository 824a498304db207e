package dev.ephor.convert;

import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON patch of a rule as one of a policy. The rule's makes missing parents and forgives the
 * removal of what is missing, the policy's does neither: so it asks.
 */
final class JsonPatchCel {

  private static final Pattern STEP = Pattern.compile("(?:[^/{]|\\{(?!\\{)|\\{\\{.*?}})+");
  private static final Pattern INDEX = Pattern.compile("-?\\d+");

  private final LiteralCel literals;
  private final @Nullable Schema schema;
  private final Value clause;
  private final @Nullable Loop loop;

  /**
   * The loop in which a patch is made for each element.
   *
   * @param level the list and the name of its items
   * @param element an item
   * @param kept which items count
   * @param backwards whether the last item is the first in turn
   * @param counted whether the rule counts only some of the items
   */
  record Loop(Val.Level level, Ref element, Cel kept, boolean backwards, boolean counted) {}

  /**
   * @param names what variables may name besides the request
   * @param schema of the object; null where it is not known
   * @param clause what is blamed for what cannot be converted
   * @param loop null for a patch that is no loop's
   */
  JsonPatchCel(Map<String, Val> names, @Nullable Schema schema, Value clause, @Nullable Loop loop) {
    this.literals = new LiteralCel(names, schema, true);
    this.schema = schema;
    this.clause = clause;
    this.loop = loop;
  }

  private NotConvertible no(String reason) {
    return new NotConvertible(clause, reason);
  }

  /** The list of operations. */
  String of(String text) throws NotConvertible {
    YamlDocument document = YamlParser.parse(new Source("patch"), text);
    if (!document.problems().isEmpty() || !(document.root() instanceof ListValue list)) {
      throw no("a JSON patch that is computed, or cannot be read");
    }
    PatchOps ops = new PatchOps();
    for (Value item : list.values()) {
      if (!(item instanceof MapValue operation) || operation.string("path") == null) {
        throw no("a JSON patch that is computed, or cannot be read");
      }
      add(operation, String.valueOf(operation.string("path")), ops);
    }
    if (loop == null) {
      return ops.list();
    } else if (loop.counted() && text.contains("elementIndex")) {
      throw no("the index of an element among those that a filter leaves");
    }
    PatchOps all =
        new PatchOps().each(loop.level().list(), "i", loop.element().text(), loop.kept(), ops);
    return (loop.backwards() ? all.reversed() : all).list();
  }

  private void add(MapValue operation, String path, PatchOps ops) throws NotConvertible {
    String op = String.valueOf(operation.string("op"));
    Value value = operation.child("value");
    List<Place> way = way(path);
    Place last = way.get(way.size() - 1);
    switch (op) {
      case "add" -> added(way, 0, value, ops);
      case "remove" -> {
        PatchOps removed = new PatchOps().operation("remove", last.pointer(), "");
        ops.either(there(last), removed, new PatchOps());
      }
      case "replace" -> {
        if (value == null) {
          throw no("a JSON patch without a value");
        }
        ops.operation("replace", last.pointer(), literals.of(value, ""));
      }
      default -> throw no("the operation " + op + " of a JSON patch");
    }
  }

  /** Whether something stands there, or the list in which it would. */
  private static Cel there(Place place) {
    return place.ref().optional() ? place.ref().asked() : Cel.Text.TRUE;
  }

  /** Adds to the deepest parent that is there. */
  private void added(List<Place> way, int from, @Nullable Value value, PatchOps ops)
      throws NotConvertible {
    if (value == null) {
      throw no("a JSON patch without a value");
    }
    int next = from;
    while (next < way.size() - 1 && !way.get(next).ref().optional()) {
      next++;
    }
    Place place = way.get(next);
    if (next == way.size() - 1) {
      ops.operation("add", place.pointer(), literals.of(value, ""));
      return;
    }
    List<Place> rest = new ArrayList<>();
    Place parent = place.present();
    for (Place below : way.subList(next + 1, way.size())) {
      parent = parent.step(below.step(), below.key(), below.pointer());
      rest.add(parent);
    }
    PatchOps more = new PatchOps();
    added(rest, 0, value, more);
    PatchOps whole =
        new PatchOps()
            .operation("add", place.pointer(), literals.of(inside(way, next + 1, value), ""));
    ops.either(place.ref().asked(), more, whole);
  }

  /** The value inside of the parents that are missing. */
  private Value inside(List<Place> way, int from, Value value) throws NotConvertible {
    Value made = value;
    for (int i = way.size() - 1; i >= from; i--) {
      String step = way.get(i).step();
      if (step.equals("-")) {
        made = ListValue.of(List.of(made), Source.NONE, 0);
      } else if (way.get(i).key() == null || INDEX.matcher(step).matches()) {
        throw no("an index into a list that may be absent, in a JSON patch");
      } else {
        made = MapValue.builder(Source.NONE, 0).put(step, made).build();
      }
    }
    return made;
  }

  /**
   * A step of a path.
   *
   * @param step as it is written, without escapes
   * @param key null where it is computed
   */
  private record Place(String step, @Nullable String key, Ref ref, Pointer pointer) {

    Place present() {
      return new Place(step, key, ref.present(), pointer);
    }

    /** What stands below this under a step. */
    Place step(String below, @Nullable String constant, Pointer there) {
      return new Place(below, constant, below(ref, below, constant), there);
    }
  }

  private static Ref below(Ref ref, String step, @Nullable String constant) {
    if (constant == null || step.equals("-") || INDEX.matcher(step).matches()) {
      Ref item = ref.item(List.of());
      String at = ref.solid() + "[" + (constant == null ? "i" : step) + "]";
      return new Ref(at, at, false, Cel.Text.TRUE, "", item.schema());
    }
    return ref.child(constant);
  }

  private List<Place> way(String path) throws NotConvertible {
    List<Place> way = new ArrayList<>();
    Place at = new Place("", null, Ref.of("object", schema), Pointer.ROOT);
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      String step = steps.group().replace("~1", "/").replace("~0", "~");
      boolean index = step.replace(" ", "").matches("\\{\\{elementIndex0?}}");
      if (step.contains("{{") && !index) {
        throw no("a computed step in the path of a JSON patch");
      } else if (index && loop == null) {
        throw no("the index of an element without a loop");
      }
      if (step.startsWith("-") && INDEX.matcher(step).matches()) {
        throw no("an index from the end in a JSON patch");
      }
      if (index && loop != null) {
        boolean own = at.ref().solid().equals(loop.level().solid());
        at =
            own
                ? new Place(step, null, loop.element(), at.pointer().computed("string(i)"))
                : at.present().step(step, null, at.pointer().computed("string(i)"));
        way.clear();
      } else {
        at = at.step(step, step, at.pointer().child(step));
      }
      way.add(at);
    }
    if (way.isEmpty()) {
      throw no("a JSON patch of the whole object");
    }
    return way;
  }
}
