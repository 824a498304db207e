package dev.ephor.ide.hover;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.rule.validate.Anchor;
import java.util.Optional;

/** What an anchor means at its place. */
final class AnchorHover {

  private AnchorHover() {}

  static Optional<String> of(HoverPlace place) {
    String key = place.key();
    Anchor anchor = key == null || !place.onKey() ? null : Anchor.parse(key);
    if (anchor == null || place.meaning().dialect() == Dialect.PLAIN) {
      return Optional.empty();
    }
    String field = "`" + anchor.key() + "`";
    boolean patch = place.meaning().dialect() == Dialect.OVERLAY;
    return Optional.of(
        "`"
            + anchor
            + "` "
            + (patch ? inPatch(anchor.kind(), field) : inPattern(anchor.kind(), field)));
  }

  private static String inPattern(Anchor.Kind kind, String field) {
    return switch (kind) {
      case CONDITION ->
          "condition: only where "
              + field
              + " is there and matches is what stands beside it"
              + " demanded; otherwise this map, or item of a list, is skipped.";
      case GLOBAL ->
          "global condition: where " + field + " does not match, the whole rule is skipped.";
      case NEGATION -> "negation: " + field + " must not be there.";
      case EQUALITY -> "if there: where " + field + " is there, it must match; absent is fine.";
      case EXISTENCE ->
          "existence: at least one item of the list " + field + " must match, not every one.";
      case ADD_IF_ABSENT ->
          "belongs into mutations; in a pattern it is taken for a key of that very name.";
    };
  }

  private static String inPatch(Anchor.Kind kind, String field) {
    return switch (kind) {
      case CONDITION -> "condition: the patch is applied here only where " + field + " matches.";
      case GLOBAL ->
          "global condition: where " + field + " does not match, nothing is patched at all.";
      case ADD_IF_ABSENT -> "add if absent: " + field + " is set only where it is not there yet.";
      case NEGATION, EQUALITY, EXISTENCE ->
          "belongs into validation patterns; it has no meaning in a patch.";
    };
  }
}
