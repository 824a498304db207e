package dev.ephor.schema;

import dev.ephor.text.Severity;
import dev.ephor.value.Place;

/**
 * Something in a manifest that the structure of its kind does not allow.
 *
 * @param place where
 * @param severity how bad it is: what an API server would refuse or drop is a warning, for whoever
 *     reads only one file cannot know whether it is ever sent to one
 * @param code what it is, such as {@code unknown-field}
 * @param message what is wrong and how to mend it
 */
public record SchemaFinding(Place place, Severity severity, String code, String message) {}
