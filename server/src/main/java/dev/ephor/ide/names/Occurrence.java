package dev.ephor.ide.names;

import dev.ephor.text.Span;
import java.util.List;

/**
 * A place with a name.
 *
 * @param name what is named
 * @param role whether the name is given or used there
 * @param span where the name alone stands, in the offsets of the document
 * @param within paths, relative to the file, of the files or folders in which what is named stands;
 *     empty where it may stand anywhere
 */
public record Occurrence(Name name, Role role, Span span, List<String> within) {

  /** What a name does at a place. */
  public enum Role {
    GIVEN,
    USED
  }

  public Occurrence {
    within = List.copyOf(within);
  }
}
