package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.Opaque;
import dev.ephor.value.GoQuote;

/**
 * The addresses that share their first bits with one.
 *
 * @param length how many bits
 */
record IpRange(IpAddress address, int length) implements Opaque {

  @Override
  public String typeName() {
    return "net.CIDR";
  }

  static Object parse(String text) {
    int slash = text.lastIndexOf('/');
    String problem = null;
    if (slash < 0) {
      problem = "no '/'";
    } else {
      Object address = IpAddress.parse(text.substring(0, slash));
      String bits = text.substring(slash + 1);
      if (address instanceof IpAddress ip) {
        if (!bits.matches("0|[1-9][0-9]*")) {
          problem = "bad bits after slash: " + GoQuote.quote(bits);
        } else if (bits.length() > 3 || Integer.parseInt(bits) > ip.bits()) {
          problem = "prefix length out of range";
        } else {
          return new IpRange(ip, Integer.parseInt(bits));
        }
      } else {
        String message = ((CelError) address).message();
        int inner = message.indexOf("ParseAddr(");
        if (inner < 0) {
          return wrong(message);
        }
        problem = message.substring(inner);
      }
    }
    return wrong(
        "network address parse error during conversion from string: netip.ParsePrefix("
            + GoQuote.quote(text)
            + "): "
            + problem);
  }

  private static CelError wrong(String problem) {
    return new CelError("network address parse error during conversion from string: " + problem);
  }

  IpRange masked() {
    return new IpRange(address.masked(length), length);
  }

  boolean contains(IpAddress other) {
    return other.bits() == address.bits() && other.masked(length).equals(address.masked(length));
  }

  boolean contains(IpRange other) {
    return other.length >= length && contains(other.address);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
