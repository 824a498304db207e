package dev.ephor.expression.jmespath;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** IP addresses as text, read without asking any name server. */
final class IpLiteral {

  private IpLiteral() {}

  /** The address that a text writes, or null: four decimal numbers, or IPv6 without a zone. */
  static @Nullable InetAddress parse(String text) {
    byte[] bytes = text.indexOf(':') >= 0 ? version6(text) : version4(text);
    if (bytes == null) {
      return null;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static byte @Nullable [] version4(String text) {
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

  private static byte @Nullable [] version6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all != null && all.length == 16 ? all : null;
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.length + tail.length > 14) {
      return null;
    }
    byte[] bytes = new byte[16];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
    return bytes;
  }

  private static byte @Nullable [] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    int last = parts.length - 1;
    byte[] embedded = parts[last].indexOf('.') >= 0 ? version4(parts[last]) : new byte[0];
    if (embedded == null || parts.length > 8) {
      return null;
    }
    int count = embedded.length > 0 ? last : parts.length;
    byte[] bytes = new byte[2 * count + embedded.length];
    for (int i = 0; i < count; i++) {
      if (!parts[i].matches("[0-9a-fA-F]{1,4}")) {
        return null;
      }
      int group = Integer.parseInt(parts[i], 16);
      bytes[2 * i] = (byte) (group >> 8);
      bytes[2 * i + 1] = (byte) group;
    }
    System.arraycopy(embedded, 0, bytes, 2 * count, embedded.length);
    return bytes;
  }
}
