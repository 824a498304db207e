package dev.ephor.testing;

import dev.ephor.value.MapValue;

/**
 * A JSON document that is judged without being a resource.
 *
 * @param path its file, as the test names it
 * @param root the document
 */
public record Payload(String path, MapValue root) {}
