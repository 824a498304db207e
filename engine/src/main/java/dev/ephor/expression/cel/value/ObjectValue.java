package dev.ephor.expression.cel.value;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object that an expression makes, such as {@code Object.spec{replicas: 2}}.
 *
 * @param typeName as it is written
 * @param fields in the order of the text
 */
public record ObjectValue(String typeName, Map<String, Object> fields) implements Fields {

  @Override
  public @Nullable Object field(String name) {
    return fields.get(name);
  }
}
