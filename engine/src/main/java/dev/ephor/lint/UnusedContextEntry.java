package dev.ephor.lint;

import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a {@code context} that no expression of the policy mentions: it is loaded for
 * nothing, and a call or lookup that fails makes the rule fail with it.
 */
final class UnusedContextEntry implements Lint.Check {

  private static final int DEEPEST = 64;

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    if (subject.policy() != null && subject.cel() == null) {
      for (ListValue context : contexts(subject.root())) {
        for (MapValue entry : Subject.maps(context)) {
          String name = entry.string("name");
          if (name != null && !name.isBlank() && !isUsed(name, entry, subject)) {
            found.accept(
                LintFinding.atValue(
                        Objects.requireNonNull(entry.child("name")),
                        "nothing uses the context entry " + name + ": remove it")
                    .with(
                        EntryRemoval.of(
                            subject.document(),
                            context,
                            entry,
                            context.size() == 1,
                            "Remove the context entry " + name)));
          }
        }
      }
    }
  }

  private static List<ListValue> contexts(MapValue root) {
    List<ListValue> found = new ArrayList<>();
    collect(root.map("spec"), found, 0);
    return found;
  }

  /** A context stands in the spec, in rules, in loops and in targets. */
  private static void collect(@Nullable MapValue holder, List<ListValue> found, int depth) {
    if (holder == null || depth > DEEPEST) {
      return;
    }
    ListValue context = holder.list("context");
    if (context != null) {
      found.add(context);
    }
    for (String lists : List.of("rules", "foreach", "targets")) {
      Subject.maps(holder.list(lists)).forEach(inner -> collect(inner, found, depth + 1));
    }
    for (String body : List.of("validate", "mutate", "generate")) {
      collect(holder.map(body), found, depth + 1);
    }
  }

  /** Expressions are searched as text: what looks like a use is one. */
  private static boolean isUsed(String name, MapValue entry, Subject subject) {
    Span own = subject.document().valueSpan(entry.node());
    Pattern mention = mention(name);
    for (WrittenExpression expression : subject.expressions()) {
      Span span = expression.span();
      if (!own.covers(span) && mention.matcher(expression.text()).find()) {
        return true;
      }
    }
    return false;
  }

  /** A name with dots makes an object, which may be used as a whole. */
  private static Pattern mention(String name) {
    int dot = name.indexOf('.');
    String first = dot > 0 ? name.substring(0, dot) : name;
    return Pattern.compile("(?<![\\w-])" + Pattern.quote(first) + "(?![\\w])");
  }
}
