package dev.ephor.text;

/**
 * A half-open range of UTF-16 offsets, {@code start <= end}.
 *
 * @param start the first offset inside
 * @param end the first offset after
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + ".." + end);
    }
  }

  /** The empty span at an offset. */
  public static Span at(int offset) {
    return new Span(offset, offset);
  }

  public int length() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  /**
   * Whether a cursor at this offset touches the span; the position after its last character does.
   */
  public boolean touches(int offset) {
    return start <= offset && offset <= end;
  }

  public boolean covers(Span other) {
    return start <= other.start && other.end <= end;
  }

  /** The same range in a text in which {@code distance} more units stand before it. */
  public Span shift(int distance) {
    return distance == 0 ? this : new Span(start + distance, end + distance);
  }

  @Override
  public String toString() {
    return start + ".." + end;
  }
}
