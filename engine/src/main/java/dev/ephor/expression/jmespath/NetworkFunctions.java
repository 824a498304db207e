package dev.ephor.expression.jmespath;

import dev.ephor.value.Value;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Addresses on the network. */
final class NetworkFunctions {

  private NetworkFunctions() {}

  /** Whether a URL leads neither to this machine nor into a private network. */
  static Value isExternalUrl(Invocation call) {
    String host = UrlHost.of(call.string(0));
    InetAddress literal = IpLiteral.parse(host);
    if (literal != null) {
      return Types.bool(!inside(literal));
    }
    List<InetAddress> addresses;
    try {
      addresses = call.setting().hosts().addresses(host);
    } catch (UnknownHostException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
    return Types.bool(addresses.stream().noneMatch(NetworkFunctions::inside));
  }

  private static boolean inside(InetAddress address) {
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    boolean privateNetwork = address.getAddress().length == 4 && address.isSiteLocalAddress();
    return address.isLoopbackAddress() || privateNetwork || uniqueLocal;
  }
}
