package dev.ephor.rule.validate;

import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.GoText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code AnyIn}, {@code AllIn}, {@code AnyNotIn} and {@code AllNotIn}: how many of the key's
 * members are among the value's. Members are compared as texts, either of which may be a wildcard
 * for the other. The value is a list, a range such as {@code 1-10}, a JSON list of strings in a
 * string, or one member.
 */
final class MembershipConditions {

  private MembershipConditions() {}

  static boolean anyIn(Value key, Value value) {
    Candidates candidates = Candidates.of(key, value);
    return candidates != null && candidates.members().stream().anyMatch(candidates.among());
  }

  static boolean allIn(Value key, Value value) {
    Candidates candidates = Candidates.of(key, value);
    return candidates != null && candidates.members().stream().allMatch(candidates.among());
  }

  /**
   * Of a list and a single number or boolean, Kyverno says no whatever they are. Of a list with one
   * member and that member it says yes, as {@code AllIn} does: see {@link Members#isOnly}.
   */
  static boolean allNotIn(Value key, Value value) {
    if (Members.isOnly(key, value)) {
      return true;
    }
    boolean comparable =
        !(key instanceof ListValue) || value instanceof ListValue || value.asString() != null;
    Candidates candidates = comparable ? Candidates.of(key, value) : null;
    return candidates != null && candidates.members().stream().noneMatch(candidates.among());
  }

  /** Of a list and a range, Kyverno asks who is under or over it, which no word is. */
  static boolean anyNotIn(Value key, Value value) {
    Candidates candidates = Candidates.of(key, value);
    if (candidates == null) {
      return false;
    }
    String text = value.asString();
    Predicate<String> outside =
        text == null || !(key instanceof ListValue) || Members.isOnly(key, value)
            ? null
            : Members.outside(text);
    return outside == null
        ? !candidates.members().stream().allMatch(candidates.among())
        : candidates.members().stream().anyMatch(outside);
  }

  /**
   * The members of a key and how to find them in the value.
   *
   * @param members the key's, as texts
   * @param among whether a member is in the value
   */
  private record Candidates(List<String> members, Predicate<String> among) {

    /** Null where one of the sides has no members: then every operator says no. */
    static @Nullable Candidates of(Value key, Value value) {
      if (key instanceof MapValue || key.isNull()) {
        return null;
      }
      String text = value.asString();
      if (key instanceof ListValue list) {
        List<String> members = Members.texts(list);
        Predicate<String> among =
            Members.isOnly(key, value) ? one -> true : amongForList(value, text);
        return among == null ? null : new Candidates(members, among);
      }
      String member = GoText.typed(key);
      boolean whole = text != null && Wildcard.matches(text, member);
      Predicate<String> among = whole ? one -> true : amongForOne(value, text);
      return among == null ? null : new Candidates(List.of(member), among);
    }

    private static @Nullable Predicate<String> amongForOne(Value value, @Nullable String text) {
      if (value instanceof ListValue list) {
        return either(Members.texts(list));
      }
      Predicate<String> range = text == null ? null : Members.inside(text);
      List<String> listed = text == null || range != null ? null : Members.listed(text);
      return listed == null ? range : listed::contains;
    }

    private static @Nullable Predicate<String> amongForList(Value value, @Nullable String text) {
      if (value instanceof ListValue list) {
        return either(Members.texts(list));
      }
      if (text == null) {
        boolean number = value instanceof Scalar scalar && scalar.content() instanceof Number;
        return number ? either(List.of(GoText.typed(value))) : null;
      }
      Predicate<String> range = Members.inside(text);
      List<String> listed = range != null ? null : Members.listed(text);
      return listed == null ? range : either(listed);
    }

    private static Predicate<String> either(List<String> available) {
      return member ->
          available.stream()
              .anyMatch(one -> Wildcard.matches(one, member) || Wildcard.matches(member, one));
    }
  }
}
