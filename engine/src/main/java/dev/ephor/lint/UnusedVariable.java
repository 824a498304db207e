package dev.ephor.lint;

import dev.ephor.policy.CelPolicy;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A variable of CEL that no expression uses. */
final class UnusedVariable implements Lint.Check {

  private static final int DEEPEST = 64;

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    CelPolicy cel = subject.cel();
    if (cel != null) {
      variables(cel.spec().node(), subject, found);
    }
    for (MapValue rule : subject.rules()) {
      MapValue validate = rule.map("validate");
      MapValue expressions = validate == null ? null : validate.map("cel");
      if (expressions != null) {
        variables(expressions, subject, found);
      }
    }
  }

  private static void variables(MapValue holder, Subject subject, Consumer<LintFinding> found) {
    ListValue variables = holder.list("variables");
    if (variables == null) {
      return;
    }
    for (MapValue variable : Subject.maps(variables)) {
      String name = variable.string("name");
      Value at = variable.child("name");
      if (name != null && !name.isBlank() && at != null && !isUsed(name, variable, holder)) {
        found.accept(
            LintFinding.atValue(at, "nothing uses the variable " + name + ": remove it")
                .with(
                    EntryRemoval.of(
                        subject.document(),
                        variables,
                        variable,
                        variables.size() == 1,
                        "Remove the variable " + name)));
      }
    }
  }

  /** Also templates hold expressions, so all texts are searched. */
  private static boolean isUsed(String name, MapValue variable, MapValue holder) {
    List<String> texts = new ArrayList<>();
    collect(holder, variable, texts, 0);
    Pattern use =
        Pattern.compile("\\bvariables\\s*(?:\\.\\s*\\??\\s*" + Pattern.quote(name) + "\\b|\\[)");
    return texts.stream().anyMatch(text -> use.matcher(text).find());
  }

  private static void collect(@Nullable Value value, Value without, List<String> texts, int depth) {
    if (value == without || depth > DEEPEST) {
      return;
    } else if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        texts.add(map.keyAt(i));
        collect(map.valueAt(i), without, texts, depth + 1);
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(item -> collect(item, without, texts, depth + 1));
    } else if (value instanceof Scalar scalar && scalar.content() instanceof String text) {
      texts.add(text);
    }
  }
}
