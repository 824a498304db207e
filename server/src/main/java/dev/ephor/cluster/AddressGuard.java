package dev.ephor.cluster;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses expressions of CEL may call. A policy may come from someone who must not reach
 * what the caller can: the caller's own machine, its network, and the metadata of its cloud.
 *
 * @param blocked ranges of addresses and names of hosts
 * @param allowed beginnings of addresses; without any, all that is not blocked
 * @see <a href="https://nvd.nist.gov/vuln/detail/CVE-2026-4789">CVE-2026-4789</a>, since which
 *     Kyverno has the same lists under the same names
 */
record AddressGuard(List<String> blocked, List<String> allowed) {

  static final String BLOCKLIST = "FLAG_HTTP_BLOCKLIST";
  static final String ALLOWLIST = "FLAG_HTTP_ALLOWLIST";

  /** What Kyverno 1.19 blocks where nothing else is said. */
  private static final List<String> USUAL =
      List.of(
          "127.0.0.0/8",
          "::1/128",
          "169.254.0.0/16",
          "fe80::/10",
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "fc00::/7",
          "100.64.0.0/10",
          "metadata.google.internal",
          "metadata.internal");

  /** The guard that the environment asks for. */
  static AddressGuard of(Map<String, String> environment) {
    List<String> blocked = list(environment.get(BLOCKLIST));
    return new AddressGuard(blocked.isEmpty() ? USUAL : blocked, list(environment.get(ALLOWLIST)));
  }

  private static List<String> list(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split(",")).map(String::strip).filter(e -> !e.isEmpty()).toList();
  }

  /**
   * Why an address may not be called; null where it may.
   *
   * @throws UnknownHostException where the name of the host cannot be looked up
   */
  @Nullable String refusal(URI address) throws UnknownHostException {
    String host = address.getHost();
    if (host == null) {
      return "the address names no host";
    }
    String text = address.toString();
    if (!allowed.isEmpty() && allowed.stream().noneMatch(text::startsWith)) {
      return "it begins with nothing that " + ALLOWLIST + " allows";
    }
    String name = host.toLowerCase(Locale.ROOT);
    for (String entry : blocked) {
      if (!entry.contains("/") && entry.toLowerCase(Locale.ROOT).equals(name)) {
        return refused(host, entry);
      }
    }
    for (InetAddress found : InetAddress.getAllByName(host)) {
      for (String entry : blocked) {
        if (entry.contains("/") && isIn(found, entry)) {
          return refused(host + " (" + found.getHostAddress() + ")", entry);
        }
      }
    }
    return null;
  }

  private static String refused(String what, String entry) {
    return what + " is blocked by " + entry + "; set " + BLOCKLIST + " to what shall be instead";
  }

  private static boolean isIn(InetAddress address, String range) throws UnknownHostException {
    int slash = range.indexOf('/');
    byte[] network = InetAddress.getByName(range.substring(0, slash)).getAddress();
    byte[] given = address.getAddress();
    int bits = Integer.parseInt(range.substring(slash + 1));
    if (given.length != network.length || bits > 8 * given.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((given[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
