package dev.ephor.expression.cel.value;

import java.time.OffsetDateTime;

/**
 * A moment that remembers the offset it was written with; equal when the moment is.
 *
 * @param time the moment
 */
public record Timestamp(OffsetDateTime time) implements Comparable<Timestamp> {

  @Override
  public int compareTo(Timestamp other) {
    return time.toInstant().compareTo(other.time.toInstant());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timestamp that && time.toInstant().equals(that.time.toInstant());
  }

  @Override
  public int hashCode() {
    return time.toInstant().hashCode();
  }
}
