package dev.ephor.lint;

import dev.ephor.policy.FailureAction;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.policy.ValidateCheck;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule demands or does, as far as it can be compared with others.
 *
 * @param scope which requests it concerns
 * @param check how it judges; null where it does not
 * @param demands what it demands of single fields in any case
 * @param settings the fields that it sets or removes in any case
 */
record RuleFacts(
    RuleScope scope, @Nullable ValidateCheck check, List<Demand> demands, List<Setting> settings) {

  RuleFacts {
    demands = List.copyOf(demands);
    settings = List.copyOf(settings);
  }

  static RuleFacts of(KyvernoPolicy policy, Rule rule) {
    ValidateCheck check =
        rule.body() instanceof RuleBody.Validate validate ? validate.check() : null;
    List<Demand> demands =
        check instanceof ValidateCheck.Pattern pattern ? Demand.of(pattern.node()) : List.of();
    List<Setting> settings =
        rule.body() instanceof RuleBody.Mutate mutate ? Setting.of(mutate.node()) : List.of();
    return new RuleFacts(RuleScope.of(policy, rule), check, demands, settings);
  }

  Rule rule() {
    return scope.rule();
  }

  KyvernoPolicy policy() {
    return scope.policy();
  }

  /** The policy's and the rule's name, for a message. */
  String title() {
    return policy().qualifiedName() + "/" + rule().name();
  }

  /** Whether its failures refuse a request; null where that depends on the namespace. */
  @Nullable FailureAction action() {
    if (!(rule().body() instanceof RuleBody.Validate validate)
        || !validate.failureActionOverrides().isEmpty()
        || !policy().spec().failureActionOverrides().isEmpty()) {
      return null;
    }
    FailureAction own = validate.failureAction();
    return own == null ? policy().spec().failureAction() : own;
  }

  /** By what it is found. */
  Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>();
    for (Demand demand : demands) {
      for (String kind : scope.kinds()) {
        keys.add(demandKey(kind, demand.path()));
      }
    }
    if (check != null && !(check instanceof ValidateCheck.None)) {
      keys.add(checkKey(check));
    }
    for (Setting setting : settings) {
      for (String kind : scope.kinds()) {
        keys.add(settingKey(kind, setting.path()));
      }
    }
    return keys;
  }

  static String demandKey(String kind, String path) {
    return "demand " + kind + " " + path;
  }

  static String settingKey(String kind, String path) {
    return "setting " + kind + " " + path;
  }

  /** Rules that judge in the same words have the same. */
  static String checkKey(ValidateCheck check) {
    return "check " + check.getClass().getSimpleName() + " " + check.node().hashCode();
  }
}
