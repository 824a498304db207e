package dev.ephor.lint;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.lint.LintFinding.Edit;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelPolicy;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.text.TextEdit;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A precondition or match condition that reads nothing of the request, or two that oppose each
 * other: always true or always false. Mostly the braces of a variable are missing, or any and all
 * are confused.
 */
final class ConstantCondition implements Lint.Check {

  private static final int DEEPEST = 64;
  private static final Set<String> BEGINNINGS =
      Set.of("request", "element", "images", "target", "serviceAccountName");

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    for (MapValue rule : subject.rules()) {
      conditions(rule, subject, found, 0);
      for (MapValue condition : Subject.maps(rule.list("celPreconditions"))) {
        expression(condition.child("expression"), found);
      }
    }
    CelPolicy cel = subject.cel();
    for (CelClause clause : cel == null ? List.<CelClause>of() : cel.spec().matchConditions()) {
      expression(clause.node(), found);
    }
  }

  /** Preconditions stand in rules, loops and targets. */
  private static void conditions(
      MapValue holder, Subject subject, Consumer<LintFinding> found, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (MapValue condition : written(holder.child("preconditions"))) {
      condition(condition, subject, found);
    }
    opposed(holder.child("preconditions"), found);
    MapValue deny = holder.map("deny");
    opposed(deny == null ? null : deny.child("conditions"), found);
    for (String body : List.of("validate", "mutate", "generate")) {
      MapValue inner = holder.map(body);
      if (inner != null) {
        conditions(inner, subject, found, depth + 1);
      }
    }
    for (String list : List.of("foreach", "targets")) {
      Subject.maps(holder.list(list))
          .forEach(inner -> conditions(inner, subject, found, depth + 1));
    }
  }

  private static void opposed(@Nullable Value conditions, Consumer<LintFinding> found) {
    if (conditions instanceof ListValue list) {
      list.values().forEach(block -> OpposedConditions.check(block, found));
    } else {
      OpposedConditions.check(conditions, found);
    }
  }

  /** The conditions of blocks, lists of blocks and plain lists. */
  static List<MapValue> written(@Nullable Value conditions) {
    List<MapValue> found = new ArrayList<>();
    if (conditions instanceof MapValue block) {
      for (String list : List.of("any", "all")) {
        found.addAll(Subject.maps(block.list(list)));
      }
    } else if (conditions instanceof ListValue list) {
      for (MapValue item : Subject.maps(list)) {
        if (item.containsKey("any") || item.containsKey("all")) {
          found.addAll(written(item));
        } else {
          found.add(item);
        }
      }
    }
    return found;
  }

  private static void condition(MapValue condition, Subject subject, Consumer<LintFinding> found) {
    Value key = condition.child("key");
    Value value = condition.child("value");
    if (key == null || value == null || hasVariable(key, 0) || hasVariable(value, 0)) {
      return;
    }
    Conditions.Result result =
        Conditions.evaluate(
            ListValue.of(List.of(condition), condition.source(), condition.node()),
            Conditions.Substitution.NONE);
    if (result instanceof Conditions.Decided decided) {
      found.accept(
          LintFinding.atKey(
                  key,
                  "this condition is always "
                      + decided.holds()
                      + ": it has no variable"
                      + (isForgotten(key) ? ", put {{ }} around " + key.asString() : ""))
              .with(isForgotten(key) ? braces(key, subject) : Optional.empty()));
    }
  }

  private static boolean hasVariable(Value value, int depth) {
    if (value instanceof MapValue || (value instanceof ListValue && depth > DEEPEST)) {
      return true;
    } else if (value instanceof ListValue list) {
      return list.values().stream().anyMatch(item -> hasVariable(item, depth + 1));
    }
    return Demand.isVariable(value);
  }

  /** Whether a text would be an expression over the request if it stood in braces. */
  private static boolean isForgotten(Value key) {
    String text = Objects.requireNonNullElse(key.asString(), "");
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    return BEGINNINGS.contains(text.substring(0, end))
        && text.length() > end
        && text.charAt(end) == '.'
        && Expression.parse(text).syntaxError().isEmpty();
  }

  private static Optional<Edit> braces(Value key, Subject subject) {
    NodeKind kind = subject.document().kind(key.node());
    String text = Objects.requireNonNull(key.asString());
    boolean simple = kind == NodeKind.PLAIN && text.indexOf('"') < 0 && text.indexOf('\\') < 0;
    return simple
        ? Optional.of(
            new Edit(
                "Put {{ }} around " + text,
                List.of(
                    new TextEdit(
                        subject.document().span(key.node(), Place.Part.VALUE),
                        "\"{{ " + text + " }}\""))))
        : Optional.empty();
  }

  private static void expression(@Nullable Value node, Consumer<LintFinding> found) {
    String text = node == null ? null : node.asString();
    if (node == null || text == null || !isConstant(text)) {
      return;
    }
    String bare = text.strip();
    String always = bare.equals("true") || bare.equals("false") ? "always " + bare : "constant";
    found.accept(
        LintFinding.atValue(
            node, "this condition is " + always + ": it reads nothing of the request"));
  }

  /** Whether an expression in CEL is complete and names nothing. */
  static boolean isConstant(String expression) {
    return !expression.isBlank() && isConstant(CelSyntax.parse(expression));
  }

  private static boolean isConstant(CelPart part) {
    // Calls may ask for the time or chance.
    boolean reads =
        part instanceof CelPart.Name
            || part instanceof CelPart.Missing
            || part instanceof CelPart.Call
            || part instanceof CelPart.Made;
    return !reads && part.children().stream().allMatch(ConstantCondition::isConstant);
  }
}
