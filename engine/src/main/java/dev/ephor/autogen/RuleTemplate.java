package dev.ephor.autogen;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a rule about a pod into one about an object that holds the pod.
 *
 * @param name the new rule's name
 * @param key the field of {@code spec} that holds the pod
 * @param shift what references in messages are lengthened by
 */
record RuleTemplate(String name, String key, String shift) {

  /** What a generated rule keeps beside its body. */
  private static final List<String> KEPT =
      List.of(
          "context",
          "preconditions",
          "celPreconditions",
          "skipBackgroundRequests",
          "reportProperties");

  /** What a generated validate block keeps beside its check. */
  private static final List<String> VALIDATE_KEPT =
      List.of("failureAction", "failureActionOverrides", "allowExistingViolations");

  private static final List<String> POD_SECURITY_KEPT = List.of("level", "version", "exclude");
  private static final List<String> FOREACH_KEPT = List.of("list", "context", "preconditions");

  /** A reference such as {@code $(./../../validate/pattern/spec/name)}. */
  private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$\\(.[^ ]*\\)");

  /**
   * The rule for other kinds, or null where it has no body that can be carried over.
   *
   * @param everyEntry whether entries of any and all that do not name pods get the kinds too
   */
  @Nullable MapValue wrap(MapValue rule, List<String> kinds, boolean everyEntry) {
    MapValue body = body(rule);
    if (body == null) {
      return null;
    }
    MapValue.Builder made = MapValue.builder(rule.source(), rule.node());
    Value oldName = rule.child("name");
    Value origin = oldName == null ? rule : oldName;
    made.put("name", new Scalar(name, origin.source(), origin.node()));
    MapValue match = rule.map("match");
    if (match != null) {
      made.put("match", KindFilters.withKinds(match, kinds, everyEntry, true));
    }
    MapValue exclude = rule.map("exclude");
    if (exclude != null) {
      made.put("exclude", KindFilters.withKinds(exclude, kinds, everyEntry, false));
    }
    copy(rule, KEPT, made);
    for (int i = 0; i < body.size(); i++) {
      made.put(body.keyAt(i), body.valueAt(i));
    }
    return made.build();
  }

  /** The rule's body as entries of the new rule; a mutation or validation comes alone. */
  private @Nullable MapValue body(MapValue rule) {
    MapValue mutate = rule.map("mutate");
    MapValue mutation = mutate == null ? null : mutation(mutate);
    MapValue.Builder body = MapValue.builder(rule.source(), rule.node());
    copy(rule, List.of("mutate", "validate", "verifyImages"), body);
    if (mutation != null) {
      return body.put("mutate", mutation).build();
    }
    MapValue validate = rule.map("validate");
    MapValue validation = validate == null ? null : validation(validate);
    if (validation != null) {
      return body.put("validate", validation).build();
    }
    return rule.list("verifyImages") == null ? null : body.build();
  }

  private @Nullable MapValue mutation(MapValue mutate) {
    MapValue.Builder made = MapValue.builder(mutate.source(), mutate.node());
    Value merge = present(mutate, "patchStrategicMerge");
    if (merge != null) {
      return made.put("patchStrategicMerge", wrapped(merge)).build();
    }
    ListValue each = mutate.list("foreach");
    if (each == null || each.isEmpty()) {
      return null;
    }
    List<Value> steps = new ArrayList<>();
    for (Value step : each.values()) {
      MapValue old =
          step instanceof MapValue map ? map : MapValue.empty(step.source(), step.node());
      MapValue.Builder one = MapValue.builder(old.source(), old.node());
      copy(old, FOREACH_KEPT, one);
      Value patch = old.child("patchStrategicMerge");
      one.put(
          "patchStrategicMerge",
          wrapped(patch == null ? new Scalar(null, old.source(), old.node()) : patch));
      steps.add(one.build());
    }
    return made.put("foreach", ListValue.of(steps, each.source(), each.node())).build();
  }

  private @Nullable MapValue validation(MapValue validate) {
    Value pattern = present(validate, "pattern");
    if (pattern != null) {
      return kept(validate, "pattern").put("pattern", wrapped(pattern)).build();
    }
    Value deny = present(validate, "deny");
    if (deny != null) {
      return kept(validate, "deny").put("deny", deny).build();
    }
    MapValue security = validate.map("podSecurity");
    if (security != null) {
      MapValue.Builder part = MapValue.builder(security.source(), security.node());
      copy(security, POD_SECURITY_KEPT, part);
      return kept(validate, "podSecurity").put("podSecurity", part.build()).build();
    }
    ListValue any = validate.list("anyPattern");
    if (any != null) {
      List<Value> patterns = any.values().stream().map(one -> (Value) wrapped(one)).toList();
      ListValue list = ListValue.of(patterns, any.source(), any.node());
      return kept(validate, "anyPattern").put("anyPattern", list).build();
    }
    ListValue each = validate.list("foreach");
    if (each != null && !each.isEmpty()) {
      return kept(validate, "pattern").put("foreach", each).build();
    }
    return validate.map("cel") == null ? null : validate;
  }

  private MapValue.Builder kept(MapValue validate, String pivot) {
    MapValue.Builder made = MapValue.builder(validate.source(), validate.node());
    Value message = validate.child("message");
    String text = message == null ? null : message.asString();
    if (message != null && text != null) {
      made.put("message", new Scalar(shifted(text, pivot), message.source(), message.node()));
    }
    copy(validate, VALIDATE_KEPT, made);
    return made;
  }

  /** {@code spec: {key: VALUE}}, all of it said to come from the value's place. */
  private MapValue wrapped(Value value) {
    MapValue inner = MapValue.builder(value.source(), value.node()).put(key, value).build();
    return MapValue.builder(value.source(), value.node()).put("spec", inner).build();
  }

  /** A message whose references to the pattern point into the wrapped one. */
  private String shifted(String message, String pivot) {
    StringBuilder text = new StringBuilder();
    Matcher reference = REFERENCE.matcher(message);
    String at = pivot;
    while (reference.find()) {
      String found = reference.group();
      int index = found.indexOf(at);
      if (index < 0) {
        return message;
      }
      if (at.equals("anyPattern")) {
        String rest = found.substring(Math.min(index + at.length() + 1, found.length()));
        at = at + "/" + rest.split("/", -1)[0];
      }
      String longer = found.replace(at, at + "/" + shift);
      reference.appendReplacement(text, Matcher.quoteReplacement(longer));
    }
    return reference.appendTail(text).toString();
  }

  private static @Nullable Value present(MapValue map, String key) {
    Value value = map.child(key);
    return value == null || value.isNull() ? null : value;
  }

  private static void copy(MapValue from, List<String> keys, MapValue.Builder to) {
    for (String key : keys) {
      Value value = from.child(key);
      if (value != null) {
        to.put(key, value);
      }
    }
  }
}
