package dev.ephor.expression.cel.value;

/**
 * An unsigned integer of 64 bits.
 *
 * @param bits the number, with the highest bit where Java keeps its sign
 */
public record UInt(long bits) implements Comparable<UInt> {

  @Override
  public int compareTo(UInt other) {
    return Long.compareUnsigned(bits, other.bits);
  }

  /** The nearest double. */
  public double toDouble() {
    return bits >= 0 ? (double) bits : ((bits >>> 1) | (bits & 1)) * 2.0;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(bits);
  }
}
