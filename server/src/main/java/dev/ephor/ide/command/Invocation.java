package dev.ephor.ide.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A command with its argument, for a lens or an action. Commands of the server take one object.
 *
 * @param command such as {@code ephor.preview}
 * @param argument members of the object: texts, numbers, truth values, {@link
 *     dev.ephor.workspace.FileId}s (which become URIs), {@link FilePlace}s (which become {@code
 *     Location}s), lists and maps of these
 */
public record Invocation(String command, Map<String, Object> argument) {

  public Invocation {
    argument = Collections.unmodifiableMap(new LinkedHashMap<>(argument));
  }
}
