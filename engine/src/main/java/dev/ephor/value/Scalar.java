package dev.ephor.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A string, number, boolean or null. Numbers are {@code Long} or {@code Double}, as in Go's reading
 * of JSON.
 */
public final class Scalar implements Value {

  private final @Nullable Object content;
  private final Source source;
  private final int node;

  public Scalar(@Nullable Object content, Source source, int node) {
    this.content = content;
    this.source = source;
    this.node = node;
  }

  /** A scalar that nobody wrote. */
  public static Scalar of(@Nullable Object content) {
    return new Scalar(content, Source.NONE, 0);
  }

  /** The {@code String}, {@code Long}, {@code Double}, {@code Boolean} or null. */
  public @Nullable Object content() {
    return content;
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public int node() {
    return node;
  }

  @Override
  public @Nullable Object toJava() {
    return content;
  }

  @Override
  public Scalar from(Source newSource, int newNode) {
    return new Scalar(content, newSource, newNode);
  }

  @Override
  public String typeName() {
    if (content == null) {
      return "null";
    }
    return content instanceof String ? "string" : content instanceof Boolean ? "boolean" : "number";
  }

  @Override
  public boolean sameTree(Value other) {
    return this == other || (node == other.node() && equals(other));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Scalar that && Objects.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(content);
  }

  @Override
  public String toString() {
    return String.valueOf(content);
  }
}
