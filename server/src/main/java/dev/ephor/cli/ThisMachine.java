package dev.ephor.cli;

import dev.ephor.context.HostNames;
import dev.ephor.context.Randomness;
import dev.ephor.workspace.Change;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** Time, chance and names of hosts as this machine has them. */
public final class ThisMachine {

  public static final Clock CLOCK = Clock.system(ZoneId.systemDefault());
  public static final Randomness CHANCE = bound -> Holder.RANDOM.nextInt(bound);
  public static final HostNames HOSTS = ThisMachine::addresses;

  /** Made when it is first needed: that costs time. */
  private static final class Holder {
    static final SecureRandom RANDOM = new SecureRandom();
  }

  private ThisMachine() {}

  /** The time, for a workspace. */
  public static Change.Time time() {
    return new Change.Time(CLOCK.instant(), CLOCK.getZone());
  }

  private static List<InetAddress> addresses(String host) throws UnknownHostException {
    if (host.isEmpty()) {
      return HostNames.OFFLINE.addresses(host);
    }
    try {
      return List.of(InetAddress.getAllByName(host));
    } catch (UnknownHostException e) {
      return HostNames.OFFLINE.addresses(host);
    }
  }
}
