package dev.ephor.preview;

import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A resource that a policy would delete.
 *
 * @param policy its name
 * @param resource such as {@code Pod default/debug}
 * @param schedule when the policy acts, as it is written
 * @param at when it acts next; empty where the schedule cannot be read or nobody knows the time
 * @param because in words, why
 */
public record Deletion(
    String policy, String resource, String schedule, Optional<ZonedDateTime> at, String because) {}
