package dev.ephor.testing;

import dev.ephor.context.HostNames;
import dev.ephor.context.Randomness;
import java.time.Clock;

/**
 * What is real in the world of a test.
 *
 * @param clock the time
 * @param randomness chance
 * @param hosts names of hosts
 */
public record Surroundings(Clock clock, Randomness randomness, HostNames hosts) {}
