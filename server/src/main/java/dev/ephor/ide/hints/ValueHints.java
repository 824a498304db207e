package dev.ephor.ide.hints;

import dev.ephor.explain.Explanation;
import dev.ephor.explain.Explanations;
import dev.ephor.explain.Why;
import dev.ephor.ide.focus.FocusedManifest;
import dev.ephor.ide.focus.WrittenRule;
import dev.ephor.ide.view.View;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.rule.Trace.Answer;
import dev.ephor.rule.Trace.Step;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What context entries, variables and CEL expressions of a policy come to for the manifest in
 * focus.
 */
public final class ValueHints {

  /** How many letters a hint has. */
  private static final int LONGEST = 40;

  /** How many letters of a value the tooltip has. */
  private static final int LONGEST_TOOLTIP = 1_000;

  /** How many different values of one expression the tooltip lists; loops ask many times. */
  private static final int MOST_VALUES = 10;

  private final PlacedDocument document;
  private final List<WrittenExpression> expressions;
  private final Map<Integer, Value> nodes = new HashMap<>();
  private final TreeMap<Integer, Found> found = new TreeMap<>();

  private ValueHints(PlacedDocument document, MapValue root) {
    this.document = document;
    this.expressions = WrittenExpressions.of(document.yaml());
    index(root);
  }

  /** The values that one piece of text has, by the end of the text. */
  private record Found(Span span, Set<String> values, String manifest) {}

  /** The hints of a file, in the order of the text; none for a file without policies. */
  static List<Hint> of(View view) {
    List<WorkspacePolicy> policies =
        view.snapshot().policies(Edition.TYPED, view.cancellation()).stream()
            .filter(policy -> policy.document().file().equals(view.file()))
            .toList();
    if (policies.isEmpty()) {
      return List.of();
    }
    List<Judged> all = view.snapshot().judged(Edition.TYPED, view.cancellation());
    List<Hint> hints = new ArrayList<>();
    for (WorkspacePolicy policy : policies) {
      hints.addAll(new ValueHints(policy.document(), policy.root()).of(view, policy, all));
    }
    hints.sort(Comparator.comparingInt(hint -> hint.span().end()));
    return hints;
  }

  private List<Hint> of(View view, WorkspacePolicy policy, List<Judged> all) {
    Map<Judged, List<Explanation>> explained = new HashMap<>();
    for (WrittenRule rule : WrittenRule.of(policy)) {
      FocusedManifest focused = FocusedManifest.of(view, policy, rule.name(), all).orElse(null);
      if (focused != null) {
        view.cancellation().check();
        for (Explanation explanation :
            explained.computeIfAbsent(
                focused.judged(),
                judged -> Explanations.of(policy, judged, false, LONGEST_TOOLTIP))) {
          if (WrittenRule.means(rule.name(), explanation.rule())) {
            String manifest = focused.name() + " (" + focused.how() + ")";
            collect(explanation.root(), manifest);
          }
        }
      }
    }
    return found.values().stream().map(ValueHints::hint).toList();
  }

  private void collect(Why why, String manifest) {
    Place clause = why.clause();
    if (clause != null && clause.source() == document.yaml().root().source()) {
      Span span = span(why, clause);
      if (span != null) {
        String value = why.answer() == Answer.ERROR ? "error: " + why.said() : why.value();
        found
            .computeIfAbsent(span.end(), end -> new Found(span, new LinkedHashSet<>(), manifest))
            .values()
            .add(value);
      }
    }
    why.children().forEach(child -> collect(child, manifest));
  }

  /** What the value stands behind; null for what is no value. */
  private @Nullable Span span(Why why, Place clause) {
    if (why.step() == Step.ENTRY && nodes.get(clause.node()) instanceof MapValue entry) {
      Value name = entry.child("name");
      return name == null ? null : document.span(name.place(Place.Part.VALUE));
    } else if (why.step() == Step.VARIABLE) {
      return variable(why.title(), clause.node());
    } else if (why.step() == Step.EXPRESSION) {
      for (WrittenExpression expression : expressions) {
        if (expression.node() == clause.node() && expression.language() == Language.CEL) {
          return expression.span().shift(document.start());
        }
      }
    }
    return null;
  }

  /** Auto-generation writes paths anew, so that of a lone variable the text does not matter. */
  private @Nullable Span variable(String query, int node) {
    List<WrittenExpression> here =
        expressions.stream()
            .filter(each -> each.node() == node && each.language() != Language.CEL)
            .toList();
    for (WrittenExpression expression : here) {
      if (here.size() == 1 || expression.text().strip().equals(query)) {
        return withBraces(expression).shift(document.start());
      }
    }
    return null;
  }

  private Span withBraces(WrittenExpression expression) {
    Span span = expression.span();
    String text = document.yaml().text();
    int open = text.lastIndexOf("{{", span.start());
    int close = text.indexOf("}}", span.end());
    return expression.language() == Language.VARIABLE && open >= 0 && close >= 0
        ? new Span(open, close + 2)
        : span;
  }

  private static Hint hint(Found found) {
    List<String> values = List.copyOf(found.values());
    String label = "= " + values.get(0) + (values.size() > 1 ? ", …" : "");
    int more = values.size() - MOST_VALUES;
    String tooltip =
        "for "
            + found.manifest()
            + ":\n"
            + String.join("\n", values.subList(0, Math.min(values.size(), MOST_VALUES)))
            + (more > 0 ? "\nand " + more + " more" : "");
    return new Hint(found.span(), cut(label), tooltip);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private void index(Value value) {
    nodes.putIfAbsent(value.node(), value);
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        index(map.valueAt(i));
      }
    } else if (value instanceof ListValue list) {
      list.values().forEach(this::index);
    }
  }
}
