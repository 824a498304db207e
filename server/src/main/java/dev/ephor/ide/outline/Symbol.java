package dev.ephor.ide.outline;

import dev.ephor.text.Span;
import java.util.List;

/**
 * Something in a file that has a name.
 *
 * @param name as it is written, or what stands for it where it has none
 * @param detail what it is in a few words; may be empty
 * @param kind what it is
 * @param span all of it
 * @param selection what to show when it is chosen; inside of {@code span}
 * @param children the named things in it, in the order of the text
 */
public record Symbol(
    String name, String detail, Kind kind, Span span, Span selection, List<Symbol> children) {

  public Symbol {
    children = List.copyOf(children);
  }

  /** What a symbol is. */
  public enum Kind {
    POLICY,
    RULE,
    EXCEPTION,
    TEST,
    RESOURCE,
    LIST,
    SETTINGS,
    /** A context entry or a variable. */
    VARIABLE,
    MATCH_CONDITION,
    VALIDATION,
    MUTATION,
    GENERATION,
    AUDIT_ANNOTATION,
    ATTESTATION,
    /** A body of a foreach. */
    LOOP,
    /** What a test expects. */
    EXPECTATION,
    /** An item of a list that has a name. */
    ITEM,
    /** An entry of a map whose keys are names. */
    ENTRY
  }
}
