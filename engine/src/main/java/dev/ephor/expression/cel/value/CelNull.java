package dev.ephor.expression.cel.value;

/** The null of CEL, an object so that it is never mistaken for an absence. */
public enum CelNull {
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
