package dev.ephor.policy.check;

import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A rule's {@code patchesJson6902}: paths begin with a slash, operations are those of RFC 6902. */
final class JsonPatches implements RuleCheck {

  private static final Set<String> OPERATIONS =
      Set.of("add", "remove", "replace", "move", "copy", "test");
  private static final Set<String> NEED_VALUE = Set.of("add", "replace", "test");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    String text = PolicyView.text(rule.mutate(), "patchesJson6902");
    var child = rule.mutate().child("patchesJson6902");
    if (text.isEmpty() || child == null) {
      return;
    }
    Place place = child.place(Place.Part.KEY);
    Optional<List<MapValue>> operations =
        JsonPatchText.of(Template.replaceAll(text, "kyvernojsonpatchvariable"));
    if (operations.isEmpty()) {
      found.accept(
          Finding.refusal(
              place,
              "bad-json-patch",
              "a JSON patch is a list of operations, each a map with op and path",
              "path must begin with a forward slash: "
                  + rule.path()
                  + ": json: cannot unmarshal object into Go value of type jsonpatch.Patch"));
      return;
    }
    for (MapValue operation : operations.get()) {
      String path = operation.string("path");
      if (path == null || !path.startsWith("/")) {
        found.accept(
            Finding.refusal(
                place,
                "bad-json-patch",
                "the path of a JSON patch begins with a slash, as in /metadata/labels/app",
                "path must begin with a forward slash: "
                    + rule.path()
                    + ": "
                    + (path == null ? "operation, missing path field: missing value" : path)));
      }
    }
    for (MapValue operation : operations.get()) {
      String op = PolicyView.text(operation, "op");
      if (!OPERATIONS.contains(op)) {
        found.accept(
            Finding.refusal(
                place,
                "bad-json-patch",
                op + " is no operation of a JSON patch: use add, remove, replace, move, copy, test",
                "unexpected kind: " + rule.path() + ": " + (op.isEmpty() ? "unknown" : op)));
      } else if (NEED_VALUE.contains(op) && operation.child("value") == null) {
        found.accept(
            Finding.refusal(
                place,
                "bad-json-patch",
                "the operation " + op + " needs a value",
                "invalid value: "
                    + rule.path()
                    + ": operation, missing value field: missing value"));
      }
    }
  }
}
