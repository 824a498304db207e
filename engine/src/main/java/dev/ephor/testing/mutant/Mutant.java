package dev.ephor.testing.mutant;

import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;

/**
 * One small change of a policy.
 *
 * @param family what sort of change it is
 * @param rule the rule that is changed; empty for policies without named rules
 * @param span what is changed, in the policy's document
 * @param what such as {@code operator AnyIn instead of Equals}
 * @param edit the change of the document's text
 */
public record Mutant(Family family, String rule, Span span, String what, TextEdit edit) {

  /** The sorts of changes. */
  public enum Family {
    /** A comparison says the opposite, or what lies just beside it. */
    OPERATOR,
    /** Another constant. */
    VALUE,
    /** An anchor is taken away or put. */
    ANCHOR,
    /** A condition or expression is left out. */
    CONDITION,
    /** A field of a pattern or patch is left out. */
    FIELD,
    /** All of several instead of any, or the reverse. */
    ANY_ALL,
    /** Something is not matched, or not excluded, any more. */
    MATCH,
    /** A word of CEL: a comparison, a connective, a negation, a macro, a constant. */
    CEL;

    /** As reports write it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** The document's text with the change. */
  public String applied(String text) {
    return text.substring(0, edit.span().start())
        + edit.replacement()
        + text.substring(edit.span().end());
  }
}
