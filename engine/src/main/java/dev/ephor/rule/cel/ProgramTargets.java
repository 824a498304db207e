package dev.ephor.rule.cel;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelTargets;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the existing objects that a policy changes, among those that somebody named.
 *
 * @param matcher decides where there is no expression
 * @param expression gives the objects; null for none
 * @param conditions what must be true of each
 */
record ProgramTargets(
    ConstraintMatcher matcher, @Nullable Program expression, MatchConditions conditions) {

  /** What was found. */
  sealed interface Found {}

  /** These, in the order in which they were named. */
  record All(List<Resource> targets) implements Found {}

  /**
   * It cannot be told.
   *
   * @param message why, in the reference's words
   * @param clause the expression
   */
  record NotFound(String message, Value clause) implements Found {}

  static ProgramTargets of(CelTargets targets, KyvernoCompiler compiler) throws BrokenPolicy {
    return new ProgramTargets(
        ConstraintMatcher.ofAnyOperation(targets.constraints()),
        targets.expression() == null
            ? null
            : compiler.any("spec.targetMatchConstraints.expression", targets.expression()),
        new MatchConditions(
            compiler.conditions("spec.targetMatchConditions", targets.conditions())));
  }

  /**
   * Finds them.
   *
   * @param trigger the object that is judged
   * @param scope what the expression sees
   */
  Found find(AdmittedObject trigger, Scope scope, Facts facts) {
    List<MapValue> named = facts.ask(new Question.NamedTargets());
    List<Resource> found = new ArrayList<>();
    if (named.isEmpty()) {
      return new All(found);
    }
    Set<String> wanted = null;
    if (expression != null) {
      Program.Result result = expression.evaluate(scope);
      if (result instanceof Program.Failed failed) {
        return new NotFound(
            "failed to discover CEL targets: failed to evaluate CEL expression: "
                + failed.message(),
            expression.clause().node());
      }
      Object made = ((Program.Valued) result).value();
      wanted = names(new MadeValues(expression.clause().node()).of(made));
    }
    for (MapValue root : named) {
      Resource target = Resource.of(root);
      if (wanted == null ? matches(target, trigger, facts) : wanted.contains(name(root))) {
        found.add(target);
      }
    }
    return new All(found);
  }

  private boolean matches(Resource target, AdmittedObject trigger, Facts facts) {
    return matcher.matches(AdmittedObject.of(target, trigger.request()), facts);
  }

  /** The objects that an expression names: the items of a list object, or the object itself. */
  private static Set<String> names(Value made) {
    Set<String> names = new HashSet<>();
    if (made instanceof MapValue object) {
      ListValue items = object.list("items");
      for (Value item : items == null ? List.of(object) : items.values()) {
        if (item instanceof MapValue map) {
          names.add(name(map));
        }
      }
    }
    return names;
  }

  private static String name(MapValue object) {
    MapValue metadata = object.map("metadata");
    String namespace = text(metadata, "namespace");
    return (namespace.isEmpty() ? "" : namespace + "/") + text(metadata, "name");
  }

  private static String text(@Nullable MapValue metadata, String key) {
    return metadata == null ? "" : Objects.requireNonNullElse(metadata.string(key), "");
  }
}
