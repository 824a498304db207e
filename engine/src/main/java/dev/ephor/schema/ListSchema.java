package dev.ephor.schema;

import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param items the type of every item
 * @param mergeKey the field that tells items apart when two lists are merged; null for lists that
 *     replace each other
 * @param minItems the fewest items; 0 without a limit
 * @param maxItems the most items; {@link Integer#MAX_VALUE} without a limit
 */
public record ListSchema(Schema items, @Nullable String mergeKey, int minItems, int maxItems)
    implements Schema {

  /** A list without limits. */
  public ListSchema(Schema items, @Nullable String mergeKey) {
    this(items, mergeKey, 0, Integer.MAX_VALUE);
  }

  @Override
  public Schema item() {
    return items;
  }

  @Override
  public String label() {
    return "list";
  }
}
