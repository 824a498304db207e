package dev.ephor.evaluation;

import dev.ephor.rule.mutate.JsonPatch;
import dev.ephor.rule.mutate.PatchAnchors;
import dev.ephor.rule.mutate.PatchFailure;
import dev.ephor.rule.mutate.StrategicMerge;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A patch of either kind whose variables are filled in. */
final class Patch {

  private static final int LONGEST = 4_000_000;

  private Patch() {}

  /**
   * Applies what a clause asks for.
   *
   * @param clause with its variables filled in
   * @param written the same as it is written, for places
   */
  static Mutation apply(MapValue clause, MapValue written, MapValue object) {
    Value merge = present(clause, "patchStrategicMerge");
    String json = clause.string("patchesJson6902");
    if (merge == null && (json == null || json.isEmpty())) {
      return new Mutation.Failed("empty mutate rule", written);
    }
    String key = merge == null ? "patchesJson6902" : "patchStrategicMerge";
    Value place = Objects.requireNonNullElse(written.child(key), written);
    try {
      Value patched =
          merge == null
              ? JsonPatch.read(Objects.requireNonNullElse(json, ""), place).applied(object)
              : StrategicMerge.merge(object, PatchAnchors.workedOff(merge, object));
      return result(object, patched, place);
    } catch (PatchFailure failure) {
      return new Mutation.Failed("failed to patch resource: " + failure.getMessage(), place);
    }
  }

  private static Mutation result(MapValue object, Value patched, Value place) {
    if (patched.equals(object)) {
      return new Mutation.Unchanged(Mutation.NO_PATCHES);
    }
    boolean kind =
        patched instanceof MapValue map
            && !Objects.requireNonNullElse(map.string("kind"), "").isEmpty();
    return kind
        ? new Mutation.Changed((MapValue) patched)
        : new Mutation.Failed(
            "failed to unmarshal patched resource: Object 'Kind' is missing in '"
                + GoJson.write(patched, LONGEST)
                + "'",
            place);
  }

  private static @Nullable Value present(MapValue map, String key) {
    Value value = map.child(key);
    return value == null || value.isNull() ? null : value;
  }
}
