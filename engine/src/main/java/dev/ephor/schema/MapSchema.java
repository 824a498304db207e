package dev.ephor.schema;

/**
 * A map from any string to values of one type, such as labels.
 *
 * @param values the type of every value
 */
public record MapSchema(Schema values) implements Schema {

  @Override
  public Schema under(String key) {
    return values;
  }

  @Override
  public String label() {
    return "map";
  }
}
