package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param items the type of every item
 * @param mergeKey the field that tells items apart when two lists are merged; null for lists that
 *     replace each other
 */
public record ListSchema(Schema items, @Nullable String mergeKey) implements Schema {

  @Override
  public Schema item() {
    return items;
  }

  @Override
  public String label() {
    return "list";
  }
}
