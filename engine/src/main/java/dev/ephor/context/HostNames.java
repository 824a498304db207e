package dev.ephor.context;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of hosts. */
@FunctionalInterface
public interface HostNames {

  /** Knows this machine and no other, as a machine without a network. */
  HostNames OFFLINE =
      host -> {
        if (host.equals("localhost")) {
          return List.of(InetAddress.getLoopbackAddress());
        }
        throw new UnknownHostException("lookup " + host + ": no such host");
      };

  /**
   * The addresses of a host.
   *
   * @throws UnknownHostException when there are none, with a message for the user
   */
  List<InetAddress> addresses(String host) throws UnknownHostException;
}
