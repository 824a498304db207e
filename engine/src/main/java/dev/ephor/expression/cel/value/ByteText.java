package dev.ephor.expression.cel.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A sequence of bytes that nobody changes. */
public final class ByteText implements Comparable<ByteText> {

  private final byte[] bytes;

  private ByteText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The given bytes, copied. */
  public static ByteText of(byte[] bytes) {
    return new ByteText(bytes.clone());
  }

  /** The UTF-8 of a text. */
  public static ByteText of(String text) {
    return new ByteText(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** The bytes read as UTF-8, with the replacement character for what is none. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** These bytes and then the others. */
  public ByteText concat(ByteText other) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
    System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
    return new ByteText(joined);
  }

  @Override
  public int compareTo(ByteText other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteText that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return utf8();
  }
}
