package dev.ephor.policy.check;

import dev.ephor.schema.NearestName;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Preconditions and deny conditions: complete, with operators that exist and possible values. */
final class Conditions implements RuleCheck {

  private static final List<String> OPERATORS =
      List.of(
          "Equal",
          "Equals",
          "NotEqual",
          "NotEquals",
          "In",
          "AnyIn",
          "AllIn",
          "NotIn",
          "AnyNotIn",
          "AllNotIn",
          "GreaterThanOrEquals",
          "GreaterThan",
          "LessThanOrEquals",
          "LessThan",
          "DurationGreaterThanOrEquals",
          "DurationGreaterThan",
          "DurationLessThanOrEquals",
          "DurationLessThan");

  private static final Map<String, String> SUCCESSORS =
      Map.of(
          "Equal", "Equals",
          "NotEqual", "NotEquals",
          "In", "AllIn or AnyIn",
          "NotIn", "AllNotIn or AnyNotIn");

  private static final Set<String> OPERATIONS = Set.of("CREATE", "UPDATE", "DELETE", "CONNECT");

  private static final String ALLOWED =
      " found under the 'value' field. Only the following values are allowed: [CREATE, UPDATE,"
          + " DELETE, CONNECT]";

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    String path = "path: " + rule.path() + ".";
    conditions(rule.map().child("preconditions"), path + "validate.preconditions", true, found);
    Value deny = PolicyView.map(rule.validate(), "deny").child("conditions");
    conditions(deny, path + "validate.deny.conditions", true, found);
    loops(rule.validate(), path + "validate.foreach.", found);
    loops(rule.mutate(), path + "mutate.foreach.", found);
    for (MapValue image : rule.verifyImages()) {
      for (MapValue attestation : PolicyView.maps(image.list("attestations"))) {
        for (MapValue each : PolicyView.maps(attestation.list("conditions"))) {
          conditions(each, path + "verifyImages.attestations.conditions", false, found);
        }
      }
      Value imageDeny =
          PolicyView.map(PolicyView.map(image, "validate"), "deny").child("conditions");
      conditions(imageDeny, path + "imageVerify.validate.deny.conditions", true, found);
    }
  }

  private static void loops(MapValue holder, String path, Consumer<Finding> found) {
    for (MapValue loop : PolicyView.maps(holder.list("foreach"))) {
      conditions(loop.child("preconditions"), path + "conditions", false, found);
      Value deny = PolicyView.map(loop, "deny").child("conditions");
      conditions(deny, path + "deny.conditions", false, found);
      loops(loop, path + path.substring(path.lastIndexOf('.', path.length() - 2) + 1), found);
    }
  }

  /**
   * @param complete whether the reference wants key, operator and value here; in loops it only
   *     looks at the operator
   */
  private static void conditions(
      @Nullable Value conditions, String path, boolean complete, Consumer<Finding> found) {
    if (conditions instanceof ListValue list) {
      each(list, path, complete, found);
    } else if (conditions instanceof MapValue map) {
      for (String list : List.of("any", "all")) {
        ListValue items = map.list(list);
        if (items != null) {
          each(items, path + "." + list, complete, found);
        }
      }
    }
  }

  private static void each(ListValue list, String path, boolean complete, Consumer<Finding> found) {
    for (int i = 0; i < list.size(); i++) {
      if (list.at(i) instanceof MapValue condition) {
        condition(condition, path + "[" + i + "].", complete, found);
      }
    }
  }

  private static void condition(
      MapValue condition, String path, boolean complete, Consumer<Finding> found) {
    String operator = PolicyView.text(condition, "operator");
    if (complete) {
      for (String field : List.of("key", "operator", "value")) {
        if (!PolicyView.set(condition, field) || (field.equals("operator") && operator.isEmpty())) {
          found.accept(
              Finding.refusal(
                  key(condition, field),
                  "incomplete-condition",
                  "this condition has no " + field,
                  path
                      + ": entered value of `key`, `value` or `operator` is missing or"
                      + " misspelled"));
          return;
        }
      }
      requestOperation(condition, path, found);
    }
    if (!operator.isEmpty() && !OPERATORS.contains(operator)) {
      found.accept(
          Finding.refusal(
              key(condition, "operator"),
              "bad-operator",
              NearestName.of(operator, OPERATORS)
                  .map(name -> operator + " is no operator: did you mean " + name + "?")
                  .orElse(operator + " is no operator: use one of " + OPERATORS),
              path
                  + ": entered value of `operator` is invalid. valid values: ["
                  + String.join(" ", OPERATORS.stream().map(name -> '"' + name + '"').toList())
                  + "]"));
    } else if (SUCCESSORS.containsKey(operator)) {
      found.accept(
          Finding.advice(
              value(condition, "operator"),
              "deprecated-operator",
              operator + " is deprecated: use " + SUCCESSORS.get(operator)));
    }
  }

  /** A condition on the operation of the request can only be met by operations that exist. */
  private static void requestOperation(MapValue condition, String path, Consumer<Finding> found) {
    if (!PolicyView.text(condition, "key").replace(" ", "").equals("{{request.operation}}")) {
      return;
    }
    Value value = condition.child("value");
    if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        Value item = list.at(i);
        String text = item.asString();
        if (text != null && !OPERATIONS.contains(text)) {
          found.accept(
              Finding.refusal(
                  item.place(Place.Part.VALUE),
                  "bad-operation",
                  text + " is no operation: use CREATE, UPDATE, DELETE or CONNECT",
                  path + "value[" + i + "]: unknown value '" + text + "'" + ALLOWED));
        }
      }
      return;
    }
    String text = value == null ? null : value.asString();
    if (value == null || (text != null && allowed(text))) {
      return;
    }
    found.accept(
        Finding.refusal(
            value.place(value instanceof MapValue ? Place.Part.KEY : Place.Part.VALUE),
            "bad-operation",
            value + " is no operation: use CREATE, UPDATE, DELETE or CONNECT",
            text != null
                ? path + "value: " + text + ": unknown value '" + text + "'" + ALLOWED
                : path
                    + "value: 'value' field found to be of the type "
                    + goType(value)
                    + ". The provided value/values are expected to be either in the form of a"
                    + " string or list"));
  }

  private static boolean allowed(String text) {
    boolean variable = text.length() >= 4 && text.startsWith("{{") && text.endsWith("}}");
    return variable || OPERATIONS.contains(text);
  }

  private static String goType(Value value) {
    if (value instanceof MapValue) {
      return "map";
    }
    Object content = value instanceof Scalar scalar ? scalar.content() : null;
    return content instanceof Long ? "int64" : content instanceof Boolean ? "bool" : "float64";
  }

  private static Place key(MapValue map, String field) {
    Value child = map.child(field);
    return (child == null ? map : child).place(Place.Part.KEY);
  }

  private static Place value(MapValue map, String field) {
    Value child = map.child(field);
    return child == null ? map.place(Place.Part.KEY) : child.place(Place.Part.VALUE);
  }
}
