package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.value.GoQuote;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    String problem = null;
    byte[] bytes = null;
    int zone = text.indexOf('%');
    if (text.indexOf(':') >= 0) {
      bytes = six(zone < 0 ? text : text.substring(0, zone));
      problem = bytes == null ? "unable to parse IP" : null;
    } else if (text.indexOf('.') >= 0) {
      bytes = four(text);
      problem = bytes == null ? fourProblem(text) : null;
    } else {
      problem = "unable to parse IP";
    }
    if (bytes == null) {
      return new CelError(
          "IP Address "
              + GoQuote.quote(text)
              + " parse error during conversion from string: ParseAddr("
              + GoQuote.quote(text)
              + "): "
              + problem);
    }
    if (zone >= 0) {
      return new CelError("IP address " + GoQuote.quote(text) + " with zone value is not allowed");
    }
    if (bytes.length == 16 && isMapped(bytes)) {
      return new CelError("IPv4-mapped IPv6 address " + GoQuote.quote(text) + " is not allowed");
    }
    return new IpAddress(bytes);
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static byte @org.jspecify.annotations.Nullable [] four(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      if (!parts[i].matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(parts[i]) > 255) {
        return null;
      }
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    return bytes;
  }

  private static String fourProblem(String text) {
    for (String part : text.split("\\.", -1)) {
      if (part.isEmpty()) {
        return "IPv4 field must have at least one digit";
      }
      if (!part.matches("[0-9]+")) {
        return "unexpected character (at " + GoQuote.quote(rest(text)) + ")";
      }
      if (part.length() > 1 && part.startsWith("0")) {
        return "IPv4 field has octet with leading zero";
      }
      if (part.length() > 3 || Integer.parseInt(part) > 255) {
        return "IPv4 field has value >255";
      }
    }
    return text.split("\\.", -1).length < 4 ? "IPv4 address too short" : "IPv4 address too long";
  }

  private static String rest(String text) {
    int i = 0;
    while (i < text.length()
        && (text.charAt(i) == '.' || (text.charAt(i) >= '0' && text.charAt(i) <= '9'))) {
      i++;
    }
    return text.substring(i);
  }

  private static byte @org.jspecify.annotations.Nullable [] six(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
    List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
    if (head == null || tail == null) {
      return null;
    }
    int size = head.size() + tail.size();
    if (gap < 0 ? size != 8 : size > 7) {
      return null;
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < head.size(); i++) {
      put(bytes, i, head.get(i));
    }
    for (int i = 0; i < tail.size(); i++) {
      put(bytes, 8 - tail.size() + i, tail.get(i));
    }
    return bytes;
  }

  private static void put(byte[] bytes, int group, int value) {
    bytes[2 * group] = (byte) (value >> 8);
    bytes[2 * group + 1] = (byte) value;
  }

  private static @org.jspecify.annotations.Nullable List<Integer> groups(String text) {
    List<Integer> groups = new ArrayList<>();
    if (text.isEmpty()) {
      return groups;
    }
    String[] parts = text.split(":", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
        byte[] four = four(parts[i]);
        if (four == null) {
          return null;
        }
        groups.add((four[0] & 0xff) << 8 | (four[1] & 0xff));
        groups.add((four[2] & 0xff) << 8 | (four[3] & 0xff));
      } else if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
        groups.add(Integer.parseInt(parts[i], 16));
      } else {
        return null;
      }
    }
    return groups;
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
