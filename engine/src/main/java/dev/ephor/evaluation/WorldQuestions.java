package dev.ephor.evaluation;

import dev.ephor.policy.Rule;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds variables that only the world knows, without any resource: whoever writes a rule learns
 * that it may be skipped.
 */
final class WorldQuestions {

  private WorldQuestions() {}

  /** The first context entry or function that a rule's texts mention; null for none. */
  static @Nullable Unevaluated in(Rule rule) {
    List<ContextEntry> entries = new ArrayList<>(ContextEntry.read(rule.context()));
    collectLoops(rule.body().node(), entries);
    for (ContextEntry entry : entries) {
      if (entry instanceof ContextEntry.World world
          && mentions(rule.node(), world.node(), entry::isMentionedIn)) {
        return new Unevaluated(
            "context entry '" + world.name() + "' (" + world.kind() + ")", world.node());
      }
    }
    for (String function : RuleVariables.WORLDLY) {
      if (mentions(rule.node(), rule.node(), text -> text.contains(function))) {
        return new Unevaluated("function " + function + ")", rule.body().node());
      }
    }
    return null;
  }

  private static void collectLoops(Value clause, List<ContextEntry> entries) {
    if (clause instanceof MapValue map && map.child("foreach") instanceof ListValue loops) {
      for (Value loop : loops.values()) {
        if (loop instanceof MapValue node) {
          entries.addAll(ContextEntry.read(node.child("context")));
          collectLoops(node, entries);
        }
      }
    }
  }

  /** Whether a text with a variable says something, outside of a given part. */
  private static boolean mentions(Value value, MapValue except, Predicate<String> said) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        Value child = map.valueAt(i);
        boolean query = map.keyAt(i).equals("jmesPath") || map.keyAt(i).equals("list");
        String text = child.asString();
        if (text != null && child != except && (query || Unevaluated.hasVariable(text))) {
          if (said.test(text)) {
            return true;
          }
        } else if (Unevaluated.hasVariable(map.keyAt(i)) && said.test(map.keyAt(i))) {
          return true;
        } else if (child != except && text == null && mentions(child, except, said)) {
          return true;
        }
      }
    } else if (value instanceof ListValue list) {
      for (Value item : list.values()) {
        String text = item.asString();
        if (text != null
            ? Unevaluated.hasVariable(text) && said.test(text)
            : item != except && mentions(item, except, said)) {
          return true;
        }
      }
    }
    return false;
  }
}
