package dev.ephor.schema;

/**
 * A list.
 *
 * @param items the type of every item
 */
public record ListSchema(Schema items) implements Schema {

  @Override
  public String label() {
    return "list";
  }
}
