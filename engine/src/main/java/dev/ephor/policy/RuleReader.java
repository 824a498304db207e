package dev.ephor.policy;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rules, those that a person wrote and those that were generated from them alike. */
public final class RuleReader {

  private static final Map<String, FailureAction> ACTIONS = actions();

  private final FieldReader fields;
  private final MatchReader matches;

  RuleReader(FieldReader fields) {
    this.fields = fields;
    this.matches = new MatchReader(fields);
  }

  /** Reads a generated rule; what is wrong with it was said of the rule it came from. */
  public static Rule read(MapValue node) {
    return new RuleReader(new FieldReader()).rule(node);
  }

  Rule rule(MapValue node) {
    MapValue match = fields.map(node, "match");
    MapValue exclude = fields.map(node, "exclude");
    return new Rule(
        node,
        Objects.requireNonNullElse(fields.string(node, "name"), ""),
        matches.block(match == null ? MapValue.empty(node.source(), node.node()) : match),
        exclude == null ? null : matches.block(exclude),
        fields.list(node, "context"),
        written(node, "preconditions"),
        fields.list(node, "celPreconditions"),
        fields.map(node, "reportProperties"),
        fields.bool(node, "skipBackgroundRequests", true),
        body(node));
  }

  /** Reads a failure action in any of its spellings; null where none is written. */
  @Nullable FailureAction failureAction(MapValue parent, String key) {
    return fields.choice(parent, key, ACTIONS);
  }

  List<FailureActionOverride> overrides(MapValue parent, String key) {
    List<FailureActionOverride> overrides = new ArrayList<>();
    for (MapValue node : fields.maps(parent, key)) {
      FailureAction action = failureAction(node, "action");
      if (action != null) {
        overrides.add(
            new FailureActionOverride(
                action,
                fields.stringsOrNull(node, "namespaces"),
                matches.selector(node, "namespaceSelector")));
      }
    }
    return overrides;
  }

  /**
   * What a rule does. Kyverno 1.19 accepts assertion trees and takes no notice of them, so that a
   * rule with nothing else says nothing.
   */
  private RuleBody body(MapValue node) {
    MapValue validate = fields.map(node, "validate");
    MapValue mutate = fields.map(node, "mutate");
    MapValue generate = fields.map(node, "generate");
    ListValue verifyImages = fields.list(node, "verifyImages");
    if (validate != null && !validate.isEmpty()) {
      ValidateCheck check = check(validate);
      if (check instanceof ValidateCheck.None && written(validate, "assert") != null) {
        return new RuleBody.None(node);
      }
      return new RuleBody.Validate(
          validate,
          fields.string(validate, "message"),
          failureAction(validate, "failureAction"),
          overrides(validate, "failureActionOverrides"),
          check);
    }
    if (mutate != null && !mutate.isEmpty()) {
      return new RuleBody.Mutate(mutate);
    }
    if (generate != null && !generate.isEmpty()) {
      return new RuleBody.Generate(generate);
    }
    if (verifyImages != null && !verifyImages.isEmpty()) {
      return new RuleBody.VerifyImages(verifyImages, strictest(fields.maps(node, "verifyImages")));
    }
    return new RuleBody.None(node);
  }

  private @Nullable FailureAction strictest(List<MapValue> images) {
    FailureAction first = null;
    for (MapValue image : images) {
      FailureAction action = failureAction(image, "failureAction");
      if (action == FailureAction.ENFORCE) {
        return action;
      }
      first = first == null ? action : first;
    }
    return first;
  }

  /** The check that counts; the order is the reference's. */
  private ValidateCheck check(MapValue validate) {
    MapValue manifests = fields.map(validate, "manifests");
    MapValue podSecurity = fields.map(validate, "podSecurity");
    MapValue cel = fields.map(validate, "cel");
    MapValue deny = fields.map(validate, "deny");
    Value pattern = written(validate, "pattern");
    Value anyPattern = written(validate, "anyPattern");
    ListValue foreach = fields.list(validate, "foreach");
    if (manifests != null) {
      return new ValidateCheck.Manifests(manifests);
    } else if (podSecurity != null) {
      return new ValidateCheck.PodSecurity(podSecurity);
    } else if (cel != null) {
      return new ValidateCheck.Cel(cel);
    } else if (deny != null) {
      return new ValidateCheck.Deny(deny);
    } else if (pattern != null) {
      return new ValidateCheck.Pattern(pattern);
    } else if (anyPattern != null) {
      return new ValidateCheck.AnyPattern(anyPattern);
    } else if (foreach != null) {
      return new ValidateCheck.Foreach(foreach);
    }
    return new ValidateCheck.None(validate);
  }

  private static @Nullable Value written(MapValue parent, String key) {
    Value value = parent.child(key);
    return value == null || value.isNull() ? null : value;
  }

  /** In the order in which a message offers them. */
  private static Map<String, FailureAction> actions() {
    Map<String, FailureAction> actions = new LinkedHashMap<>();
    actions.put("Audit", FailureAction.AUDIT);
    actions.put("Enforce", FailureAction.ENFORCE);
    actions.put("audit", FailureAction.AUDIT);
    actions.put("enforce", FailureAction.ENFORCE);
    return Collections.unmodifiableMap(actions);
  }
}
