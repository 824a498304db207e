package dev.ephor.rule.validate;

import org.jspecify.annotations.Nullable;

/**
 * A key of a pattern that says more than "this key": {@code (key)}, {@code =(key)}, {@code ^(key)},
 * {@code X(key)}, {@code <(key)}, {@code +(key)}.
 *
 * @param kind what the anchor does
 * @param key the resource's key
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#anchors">Kyverno:
 *     anchors</a>
 */
public record Anchor(Kind kind, String key) {

  /** The anchors, each with the character before its parenthesis. */
  public enum Kind {
    /** The rest of the map holds only where this matches; otherwise the element is skipped. */
    CONDITION(""),
    /** Like a condition, but an absent key does not skip, and a mismatch skips the whole rule. */
    GLOBAL("<"),
    /** The key must be absent. */
    NEGATION("X"),
    /** Only mutation gives it a meaning; in a validation pattern it is an ordinary, odd key. */
    ADD_IF_ABSENT("+"),
    /** The value must match where the key is present. */
    EQUALITY("="),
    /** At least one element of the list must match. */
    EXISTENCE("^");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    private static @Nullable Kind of(char sign) {
      return switch (sign) {
        case '<' -> GLOBAL;
        case 'X' -> NEGATION;
        case '+' -> ADD_IF_ABSENT;
        case '=' -> EQUALITY;
        case '^' -> EXISTENCE;
        default -> null;
      };
    }
  }

  /** Reads a pattern's key; null where it is an ordinary one. */
  public static @Nullable Anchor parse(String text) {
    String key = text.strip();
    if (key.length() < 3 || key.charAt(key.length() - 1) != ')') {
      return null;
    }
    if (key.charAt(0) == '(') {
      return new Anchor(Kind.CONDITION, key.substring(1, key.length() - 1));
    }
    Kind kind = Kind.of(key.charAt(0));
    if (kind == null || key.charAt(1) != '(' || key.length() < 4) {
      return null;
    }
    return new Anchor(kind, key.substring(2, key.length() - 1));
  }

  /** The anchor around another key. */
  public Anchor withKey(String newKey) {
    return new Anchor(kind, newKey);
  }

  /** The key as a pattern writes it. */
  @Override
  public String toString() {
    return kind.sign + "(" + key + ")";
  }
}
