package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.CelText;
import dev.ephor.expression.cel.value.Doubles;
import dev.ephor.expression.cel.value.ObjectValue;
import dev.ephor.policy.CelMutation;
import dev.ephor.policy.CelMutation.PatchType;
import dev.ephor.rule.Trace;
import dev.ephor.rule.apply.ApplyFailure;
import dev.ephor.rule.apply.StrictJsonPatch;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * An object between two mutations of a policy.
 *
 * @param root as it is written
 * @param shown as expressions see it: numbers of the manifest are doubles, those that an expression
 *     made are not, and after a JSON patch none is that could be whole
 */
record ChangedObject(MapValue root, MapValue shown) {

  /** How a partial object is merged into a whole one. */
  @FunctionalInterface
  interface Merge {
    MapValue of(MapValue whole, MapValue partial) throws ApplyFailure;
  }

  static ChangedObject of(AdmittedObject object) {
    return new ChangedObject(object.resource().root(), object.shown());
  }

  /**
   * The object after a mutation.
   *
   * @param made what the mutation's expression came to
   * @param objects turns partial objects into values
   * @throws ApplyFailure where it cannot be applied
   */
  ChangedObject after(
      CelMutation mutation, Object made, PatchOperations.Conversion objects, Merge merge)
      throws ApplyFailure {
    return mutation.patchType() == PatchType.JSON_PATCH
        ? patched(made, mutation.expression().node(), objects)
        : merged(made, objects, merge);
  }

  /** Tells what a mutation changed. */
  void tell(MapValue before, Value clause, Trace trace) {
    if (trace.on()) {
      trace.add(new Trace.Changed(clause.place(Place.Part.VALUE), before, root));
    }
  }

  private ChangedObject patched(Object made, Value origin, PatchOperations.Conversion objects)
      throws ApplyFailure {
    List<StrictJsonPatch.Operation> operations = new ArrayList<>();
    for (StrictJsonPatch.Operation operation :
        PatchOperations.of(made, new MadeValues(origin), objects)) {
      Value value = operation.value();
      operations.add(
          new StrictJsonPatch.Operation(
              operation.op(),
              operation.path(),
              operation.from(),
              value == null ? null : Doubles.whole(value)));
    }
    try {
      MapValue after = StrictJsonPatch.apply(root, operations);
      boolean untouched = after == root && !operations.isEmpty();
      return untouched ? this : new ChangedObject(after, Doubles.whole(after));
    } catch (ApplyFailure failure) {
      throw new ApplyFailure("JSON Patch: " + failure.getMessage());
    }
  }

  private ChangedObject merged(Object made, PatchOperations.Conversion objects, Merge merge)
      throws ApplyFailure {
    if (!(made instanceof ObjectValue object)) {
      throw new ApplyFailure(
          "unsupported return type from ApplyConfiguration expression: " + CelText.of(made));
    }
    String mismatch = ObjectNames.mismatch(object);
    if (mismatch != null) {
      throw new ApplyFailure("type mismatch: " + mismatch);
    }
    try {
      MapValue partial = (MapValue) objects.of(object);
      return new ChangedObject(merge.of(root, Doubles.whole(partial)), merge.of(shown, partial));
    } catch (ApplyFailure failure) {
      throw new ApplyFailure("error applying patch: " + failure.getMessage());
    }
  }
}
