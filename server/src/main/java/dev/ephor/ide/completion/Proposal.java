package dev.ephor.ide.completion;

import dev.ephor.text.Span;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that may be written at the cursor.
 *
 * @param label what is shown and filtered by
 * @param kind what it is
 * @param detail beside the label: a type, a signature; empty for nothing
 * @param documentation markdown, found when the proposal is looked at
 * @param replace what it replaces, in the offsets of the file; never more than one line
 * @param text what it writes; a snippet of the protocol's grammar where {@link #snippet} says so
 * @param snippet whether the text has tab stops
 * @param filter what is compared with what is typed; mostly the label
 * @param rank lower ones come first; equal ones by label
 * @param deprecated whether it is better not used
 */
public record Proposal(
    String label,
    Kind kind,
    String detail,
    Supplier<Optional<String>> documentation,
    Span replace,
    String text,
    boolean snippet,
    String filter,
    int rank,
    boolean deprecated) {

  /** What it writes where an editor knows no snippets: the text up to the first tab stop. */
  public String withoutStops() {
    return snippet ? SnippetText.withoutStops(text) : text;
  }

  /** What a proposal is; an editor has a sign for each. */
  public enum Kind {
    FIELD,
    VALUE,
    /** A name that exists in the workspace: a policy, a resource, a namespace. */
    NAME,
    TYPE,
    VARIABLE,
    FUNCTION,
    KEYWORD,
    OPERATOR,
    SNIPPET
  }
}
