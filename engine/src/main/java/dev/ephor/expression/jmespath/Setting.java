package dev.ephor.expression.jmespath;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.Randomness;
import java.time.Clock;

/**
 * What functions may ask of the world.
 *
 * @param clock the time and time zone of {@code time_now}
 * @param randomness chance for {@code random}
 * @param hosts names of hosts for {@code is_external_url}
 * @param images how {@code image_normalize} completes a reference
 */
public record Setting(Clock clock, Randomness randomness, HostNames hosts, ImageDefaults images) {}
