package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Schemas that somebody names besides what is in the workspace. Asked by many threads. */
public interface SchemaSource {

  /** No schema. */
  SchemaSource NONE =
      new SchemaSource() {
        @Override
        public List<MapValue> definitions() {
          return List.of();
        }

        @Override
        public @Nullable MapValue schema(GroupVersionKind type) {
          return null;
        }
      };

  /** Objects of kind CustomResourceDefinition; the same list each time. */
  List<MapValue> definitions();

  /** The JSON schema of a kind, or null where there is none. */
  @Nullable MapValue schema(GroupVersionKind type);

  /**
   * What a schema of this source refers to outside of itself, or null where that is not there.
   *
   * @param schema any part of the schema
   * @param file as the reference names it, such as {@code _definitions.json}
   */
  default @Nullable MapValue referred(MapValue schema, String file) {
    return null;
  }
}
