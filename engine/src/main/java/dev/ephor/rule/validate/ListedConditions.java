package dev.ephor.rule.validate;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deprecated {@code In} and {@code NotIn}: whether the key, or each member of a key that is a
 * list, is in the value, a list or a JSON list of strings in a string. A single key may be a
 * wildcard or match one; the members of a list are compared as they are.
 */
final class ListedConditions {

  private ListedConditions() {}

  static boolean in(Value key, Value value) {
    return Boolean.TRUE.equals(contained(key, value));
  }

  /** A list whose one member is the value is not in it: see {@link Members#isOnly}. */
  static boolean notIn(Value key, Value value) {
    return Members.isOnly(key, value) || Boolean.FALSE.equals(contained(key, value));
  }

  /** Null where the two cannot be compared: then both operators say no. */
  private static @Nullable Boolean contained(Value key, Value value) {
    if (key instanceof MapValue || key.isNull()) {
      return null;
    }
    String text = value.asString();
    if (key instanceof ListValue list) {
      List<String> members = Members.texts(list);
      if (Members.isOnly(key, value)) {
        return true;
      }
      List<String> available = available(value, text);
      return available == null ? null : available.containsAll(members);
    }
    String member = GoText.typed(key);
    if (text != null && Wildcard.matches(text, member)) {
      return true;
    }
    List<String> available = available(value, text);
    if (available == null) {
      return null;
    }
    return value instanceof ListValue
        ? available.stream()
            .anyMatch(one -> Wildcard.matches(one, member) || Wildcard.matches(member, one))
        : available.contains(member);
  }

  private static @Nullable List<String> available(Value value, @Nullable String text) {
    if (value instanceof ListValue list) {
      return Members.texts(list);
    }
    JsonStrings.Reading reading = text == null ? null : JsonStrings.read(text);
    return reading == null || reading.form() != JsonStrings.Form.STRINGS ? null : reading.strings();
  }
}
