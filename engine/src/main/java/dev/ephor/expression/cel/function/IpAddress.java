package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.value.GoQuote;
import java.math.BigInteger;
import java.util.Arrays;

/** An address of the internet, of 4 or 16 bytes. */
final class IpAddress implements Opaque {

  private final byte[] bytes;

  IpAddress(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public String typeName() {
    return "net.IP";
  }

  /** Reads an address without zone that is no IPv4 address inside an IPv6 one. */
  static Object parse(String text) {
    try {
      IpText.Parsed parsed = IpText.parse(text);
      if (parsed.zone()) {
        return new CelError(
            "IP address " + GoQuote.quote(text) + " with zone value is not allowed");
      }
      return isMapped(parsed.bytes()) ? mapped(text) : new IpAddress(parsed.bytes());
    } catch (IpText.Wrong wrong) {
      return new CelError(
          "IP Address "
              + GoQuote.quote(text)
              + " parse error during conversion from string: "
              + wrong.message());
    }
  }

  /** What is said of a text that has an IPv4 address inside an IPv6 one. */
  static CelError mapped(String text) {
    return new CelError("IPv4-mapped IPv6 address " + GoQuote.quote(text) + " is not allowed");
  }

  static boolean isMapped(byte[] bytes) {
    if (bytes.length == 4) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  long family() {
    return bytes.length == 4 ? 4 : 6;
  }

  int bits() {
    return bytes.length * 8;
  }

  /** The address with all but its first bits cleared. */
  IpAddress masked(int length) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.max(0, Math.min(8, length - 8 * i));
      masked[i] = (byte) (masked[i] & (0xff00 >> kept));
    }
    return new IpAddress(masked);
  }

  boolean isUnspecified() {
    return new BigInteger(1, bytes).signum() == 0;
  }

  boolean isLoopback() {
    return bytes.length == 4 ? bytes[0] == 127 : new BigInteger(1, bytes).equals(BigInteger.ONE);
  }

  private boolean isMulticast() {
    return bytes.length == 4 ? (bytes[0] & 0xf0) == 0xe0 : bytes[0] == -1;
  }

  boolean isLinkLocalMulticast() {
    return bytes.length == 4
        ? (bytes[0] & 0xff) == 224 && bytes[1] == 0 && bytes[2] == 0
        : bytes[0] == -1 && (bytes[1] & 0x0f) == 2;
  }

  boolean isLinkLocalUnicast() {
    return bytes.length == 4
        ? (bytes[0] & 0xff) == 169 && (bytes[1] & 0xff) == 254
        : (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0x80;
  }

  boolean isGlobalUnicast() {
    boolean broadcast = bytes.length == 4 && new BigInteger(bytes).equals(BigInteger.valueOf(-1));
    return !broadcast
        && !isUnspecified()
        && !isLoopback()
        && !isMulticast()
        && !isLinkLocalUnicast();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The canonical form: lower case, the longest run of zeros left out. */
  @Override
  public String toString() {
    if (bytes.length == 4) {
      return (bytes[0] & 0xff)
          + "."
          + (bytes[1] & 0xff)
          + "."
          + (bytes[2] & 0xff)
          + "."
          + (bytes[3] & 0xff);
    }
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
    }
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean first = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
