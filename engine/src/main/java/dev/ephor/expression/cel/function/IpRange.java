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
    if (slash < 0) {
      return unreadable(text, "no '/'");
    }
    IpText.Parsed address;
    try {
      address = IpText.parse(text.substring(0, slash));
    } catch (IpText.Wrong wrong) {
      return unreadable(text, wrong.message());
    }
    String bits = text.substring(slash + 1);
    if (address.zone()) {
      return unreadable(text, "IPv6 zones cannot be present in a prefix");
    } else if (!bits.matches("0|[1-9][0-9]{0,17}")) {
      return unreadable(text, "bad bits after slash: " + GoQuote.quote(bits));
    } else if (Long.parseLong(bits) > 8L * address.bytes().length) {
      return unreadable(text, "prefix length out of range");
    }
    return IpAddress.isMapped(address.bytes())
        ? wrong(IpAddress.mapped(text).message())
        : new IpRange(new IpAddress(address.bytes()), Integer.parseInt(bits));
  }

  private static CelError unreadable(String text, String problem) {
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
