package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import java.util.List;
import java.util.function.Predicate;

/**
 * Addresses of the internet and ranges of them.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#IP">Kubernetes: IP, CIDR</a>
 */
public final class NetworkLibrary {

  private static final Library LIBRARY =
      new Library(
          "network",
          List.of(
              Overload.global("ip(string) -> net.IP", a -> IpAddress.parse((String) a[0])),
              Overload.global("string(net.IP) -> string", a -> a[0].toString()),
              Overload.global(
                  "isIP(string) -> bool", a -> IpAddress.parse((String) a[0]) instanceof IpAddress),
              Overload.global(
                  "ip.isCanonical(string) -> bool",
                  a -> {
                    Object parsed = IpAddress.parse((String) a[0]);
                    return parsed instanceof CelError ? parsed : parsed.toString().equals(a[0]);
                  }),
              Overload.member("net.IP.family() -> int", a -> ((IpAddress) a[0]).family()),
              test("isUnspecified", IpAddress::isUnspecified),
              test("isLoopback", IpAddress::isLoopback),
              test("isLinkLocalMulticast", IpAddress::isLinkLocalMulticast),
              test("isLinkLocalUnicast", IpAddress::isLinkLocalUnicast),
              test("isGlobalUnicast", IpAddress::isGlobalUnicast),
              Overload.global("cidr(string) -> net.CIDR", a -> IpRange.parse((String) a[0])),
              Overload.global("string(net.CIDR) -> string", a -> a[0].toString()),
              Overload.global(
                  "isCIDR(string) -> bool", a -> IpRange.parse((String) a[0]) instanceof IpRange),
              Overload.member("net.CIDR.ip() -> net.IP", a -> ((IpRange) a[0]).address()),
              Overload.member("net.CIDR.masked() -> net.CIDR", a -> ((IpRange) a[0]).masked()),
              Overload.member(
                  "net.CIDR.prefixLength() -> int", a -> (long) ((IpRange) a[0]).length()),
              Overload.member(
                  "net.CIDR.containsIP(net.IP) -> bool",
                  a -> ((IpRange) a[0]).contains((IpAddress) a[1])),
              Overload.member(
                  "net.CIDR.containsIP(string) -> bool",
                  a -> {
                    Object ip = IpAddress.parse((String) a[1]);
                    return ip instanceof IpAddress address
                        ? ((IpRange) a[0]).contains(address)
                        : CelError.NO_SUCH_OVERLOAD;
                  }),
              Overload.member(
                  "net.CIDR.containsCIDR(net.CIDR) -> bool",
                  a -> ((IpRange) a[0]).contains((IpRange) a[1])),
              Overload.member(
                  "net.CIDR.containsCIDR(string) -> bool",
                  a -> {
                    Object range = IpRange.parse((String) a[1]);
                    return range instanceof IpRange inner
                        ? (Object) ((IpRange) a[0]).contains(inner)
                        : range;
                  })));

  private NetworkLibrary() {}

  public static Library library() {
    return LIBRARY;
  }

  private static Overload test(String name, Predicate<IpAddress> test) {
    return Overload.member("net.IP." + name + "() -> bool", a -> test.test((IpAddress) a[0]));
  }
}
