package dev.ephor.rule.cel;

import dev.ephor.expression.cel.value.ObjectValue;
import dev.ephor.rule.apply.ApplyFailure;
import dev.ephor.rule.apply.StrictJsonPatch;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code JSONPatch} objects that an expression made, as operations. */
final class PatchOperations {

  private PatchOperations() {}

  /** What a partial object is as a value. */
  @FunctionalInterface
  interface Conversion {
    Value of(ObjectValue object) throws ApplyFailure;
  }

  /**
   * @param made the list that the expression came to
   * @param values turns what is no partial object into values
   * @param objects turns partial objects into values
   * @throws ApplyFailure where a partial object has another type than its place asks for
   */
  static List<StrictJsonPatch.Operation> of(Object made, MadeValues values, Conversion objects)
      throws ApplyFailure {
    List<StrictJsonPatch.Operation> operations = new ArrayList<>();
    for (Object item : (List<?>) made) {
      if (item instanceof ObjectValue patch) {
        operations.add(
            new StrictJsonPatch.Operation(
                text(patch, "op"),
                text(patch, "path"),
                text(patch, "from"),
                value(patch.field("value"), values, objects)));
      }
    }
    return operations;
  }

  private static @Nullable Value value(@Nullable Object made, MadeValues values, Conversion objects)
      throws ApplyFailure {
    if (made instanceof ObjectValue object) {
      String mismatch = ObjectNames.mismatch(object);
      if (mismatch != null) {
        throw new ApplyFailure("type mismatch: " + mismatch);
      }
      return objects.of(object);
    }
    return made == null ? null : values.of(made);
  }

  private static String text(ObjectValue patch, String field) {
    return patch.field(field) instanceof String text ? text : "";
  }
}
