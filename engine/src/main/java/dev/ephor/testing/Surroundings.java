package dev.ephor.testing;

import dev.ephor.context.HostNames;
import dev.ephor.context.Randomness;
import dev.ephor.context.Registry;
import java.time.Clock;

/**
 * What is real in the world of a test.
 *
 * @param clock the time
 * @param randomness chance
 * @param hosts names of hosts
 * @param images where images are looked up
 */
public record Surroundings(Clock clock, Randomness randomness, HostNames hosts, Registry images) {

  /** Without images. */
  public Surroundings(Clock clock, Randomness randomness, HostNames hosts) {
    this(clock, randomness, hosts, Registry.OFFLINE);
  }
}
