package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.rule.validate.Anchor;
import dev.ephor.rule.validate.CompiledPattern;
import dev.ephor.rule.validate.CompiledPattern.Entry;
import dev.ephor.rule.validate.CompiledPattern.ListNode;
import dev.ephor.rule.validate.CompiledPattern.MapNode;
import dev.ephor.rule.validate.CompiledPattern.Node;
import dev.ephor.rule.validate.CompiledPattern.ScalarNode;
import dev.ephor.rule.validate.PatternResult;
import dev.ephor.schema.ListSchema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A validation pattern in CEL. A pattern passes, fails or is skipped; a resource is let in unless
 * it fails, so the question is mostly whether a node is {@link Question#ALLOWED}. What the walk of
 * {@link CompiledPattern} tries first decides here too.
 */
final class PatternCel {

  /** What is asked of a node of the pattern. */
  private enum Question {
    PASSES,
    SKIPS,
    /** It passes or is skipped. */
    ALLOWED
  }

  private final ContainerLists lists;

  PatternCel(ContainerLists lists) {
    this.lists = lists;
  }

  /** Whether a pattern lets in what stands at a place. */
  Cel allowed(Value pattern, Ref at) throws NotConvertible {
    return present(CompiledPattern.of(pattern).root(), at, Question.ALLOWED, List.of());
  }

  /** Whether what stands at a place has a pattern, so that it is not skipped either. */
  Cel passes(Value pattern, Ref at) throws NotConvertible {
    return present(CompiledPattern.of(pattern).root(), at, Question.PASSES, List.of());
  }

  /** Whether a pattern is skipped for what stands at a place. */
  Cel skips(Value pattern, Ref at) throws NotConvertible {
    return present(CompiledPattern.of(pattern).root(), at, Question.SKIPS, List.of());
  }

  /**
   * @param absent the answer where nothing stands there
   */
  private Cel node(Node node, Ref ref, Question question, boolean absent, List<String> used)
      throws NotConvertible {
    if (!ref.optional()) {
      return present(node, ref, question, used);
    }
    if (node instanceof ScalarNode scalar && !(ref.schema() instanceof ListSchema)) {
      noVariables(scalar.written());
      return question == Question.SKIPS
          ? Cel.Text.FALSE
          : new ScalarCel(scalar.written(), scalar.demand()).at(ref, absent);
    }
    Ref there = ref.present();
    if (node instanceof MapNode map && ofNothing(map, question) == absent) {
      return map(map, ref, question, used);
    }
    Cel present = present(node, there, question, used);
    if (present instanceof Cel.Macro macro
        && macro.list().equals(there.text())
        && macro.name().equals("all") == absent) {
      return new Cel.Macro(ref.or("[]"), macro.name(), macro.variable(), macro.body());
    }
    return absent ? Cel.or(Cel.not(ref.asked()), present) : Cel.and(ref.asked(), present);
  }

  /** What a map of the pattern says of a map without entries. */
  private static boolean ofNothing(MapNode map, Question question) {
    PatternResult result = CompiledPattern.of(map.written()).match(MapValue.empty(Source.NONE, 0));
    boolean passes = result instanceof PatternResult.Pass;
    boolean skips = result instanceof PatternResult.Skip;
    return switch (question) {
      case PASSES -> passes;
      case SKIPS -> skips;
      case ALLOWED -> passes || skips;
    };
  }

  private Cel present(Node node, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    if (node instanceof MapNode map) {
      return map(map, ref, question, used);
    } else if (node instanceof ListNode list) {
      return list(list, ref, question, used);
    } else if (node instanceof ScalarNode scalar) {
      noVariables(scalar.written());
      if (question == Question.SKIPS) {
        return Cel.Text.FALSE;
      }
      ScalarCel cel = new ScalarCel(scalar.written(), scalar.demand());
      if (ref.schema() instanceof ListSchema) {
        Ref item = ref.item(used);
        return Cel.all(ref.text(), item.text(), cel.at(item, false));
      }
      return cel.at(ref, false);
    }
    throw new NotConvertible(node.written(), "a pattern that nests too deep");
  }

  private static void noVariables(Value value) throws NotConvertible {
    if (Template.concerns(value)) {
      throw new NotConvertible(value, "a variable in a pattern");
    }
  }

  private Cel list(ListNode list, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    if (list.items().isEmpty()) {
      return Cel.Text.FALSE;
    }
    Node first = list.items().get(0);
    Ref item = ref.item(used);
    List<String> inner = new ArrayList<>(used);
    inner.add(item.text());
    if (first instanceof ScalarNode scalar) {
      noVariables(scalar.written());
      return question == Question.SKIPS
          ? Cel.Text.FALSE
          : Cel.all(
              ref.text(),
              item.text(),
              new ScalarCel(scalar.written(), scalar.demand()).at(item, false));
    } else if (!(first instanceof MapNode)) {
      throw new NotConvertible(list.written(), "a list of lists as a pattern");
    }
    boolean skips = mayBeSkipped(first);
    return switch (question) {
      case ALLOWED -> Cel.all(ref.text(), item.text(), present(first, item, question, inner));
      case SKIPS ->
          skips
              ? Cel.and(
                  Cel.compare("size(" + ref.text() + ")", ">", "0"),
                  Cel.all(ref.text(), item.text(), present(first, item, question, inner)))
              : Cel.Text.FALSE;
      case PASSES -> {
        Cel passes = present(first, item, Question.PASSES, inner);
        yield skips
            ? Cel.and(
                Cel.all(ref.text(), item.text(), present(first, item, Question.ALLOWED, inner)),
                Cel.or(
                    Cel.compare("size(" + ref.text() + ")", "==", "0"),
                    Cel.exists(ref.text(), item.text(), passes)))
            : Cel.all(ref.text(), item.text(), passes);
      }
    };
  }

  private static boolean mayBeSkipped(Node node) {
    if (node instanceof ListNode list) {
      return list.items().stream().anyMatch(PatternCel::mayBeSkipped);
    }
    return node instanceof MapNode map
        && (map.anchors().stream()
                .anyMatch(e -> e.anchor() == Anchor.Kind.CONDITION || mayBeSkipped(e))
            || map.others().stream().anyMatch(PatternCel::mayBeSkipped));
  }

  private static boolean mayBeSkipped(Entry entry) {
    return entry.anchor() == Anchor.Kind.CONDITION
        || entry.anchor() == Anchor.Kind.GLOBAL
        || ((entry.anchor() == null || entry.anchor() == Anchor.Kind.EQUALITY)
            && mayBeSkipped(entry.pattern()));
  }

  private Cel map(MapNode map, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    if (map.metadata() != null) {
      throw new NotConvertible(map.written(), "wildcards in the keys of labels or annotations");
    }
    List<Cel> conditions = new ArrayList<>();
    List<Entry> anchors = new ArrayList<>();
    for (Entry entry : map.anchors()) {
      if (entry.anchor() == Anchor.Kind.CONDITION) {
        conditions.add(node(entry.pattern(), ref.child(entry.key()), Question.PASSES, false, used));
      } else {
        anchors.add(entry);
      }
    }
    Cel condition = Cel.and(conditions);
    Cel rest = rest(anchors, map.others(), ref, question, used);
    return switch (question) {
      case PASSES -> Cel.and(condition, rest);
      case ALLOWED, SKIPS -> Cel.or(Cel.not(condition), rest);
    };
  }

  /** The entries of a map whose conditions hold. */
  private Cel rest(
      List<Entry> anchors, List<Entry> others, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    List<Entry> merged = question == Question.ALLOWED ? new ArrayList<>(anchors) : List.of();
    List<Entry> left = new ArrayList<>(others);
    Cel containers = merged.isEmpty() ? null : containers(merged, left, ref, used);
    List<Entry> first = containers == null ? anchors : merged;
    boolean skips = first.stream().anyMatch(PatternCel::mayBeSkipped);
    List<Cel> parts = new ArrayList<>();
    for (Entry entry : first) {
      parts.add(entry(entry, ref, skips ? Question.ALLOWED : question, used));
    }
    if (question == Question.ALLOWED && containers != null && (left.isEmpty() || !skips)) {
      parts.add(sequence(left, 0, ref, question, used));
      parts.add(containers);
      return Cel.and(parts);
    }
    boolean allMaySkip = skips && anchors.stream().allMatch(PatternCel::mayBeSkipped);
    Cel none = allMaySkip ? Cel.and(each(anchors, ref, Question.SKIPS, used)) : Cel.Text.FALSE;
    Cel anchored = Cel.and(each(anchors, ref, skips ? Question.ALLOWED : Question.PASSES, used));
    Cel sequence = sequence(others, 0, ref, question, used);
    return switch (question) {
      case PASSES -> Cel.and(List.of(anchored, Cel.not(none), sequence));
      case SKIPS -> Cel.or(none, Cel.and(anchored, sequence));
      case ALLOWED -> Cel.and(anchored, Cel.or(none, sequence));
    };
  }

  /**
   * The same demand on containers and on init or ephemeral containers is one on all of them
   * together: what is merged is taken out of the lists.
   *
   * @return null where there is no such thing
   */
  private @org.jspecify.annotations.Nullable Cel containers(
      List<Entry> anchors, List<Entry> others, Ref ref, List<String> used) throws NotConvertible {
    Entry plain =
        others.stream()
            .filter(e -> e.anchor() == null && e.key().equals("containers"))
            .filter(e -> e.pattern() instanceof ListNode)
            .findFirst()
            .orElse(null);
    if (plain == null || (others.size() > 1 && mayBeSkipped(plain))) {
      return null;
    }
    List<Entry> same =
        anchors.stream()
            .filter(e -> e.anchor() == Anchor.Kind.EQUALITY && ContainerLists.has(e.key()))
            .filter(e -> e.pattern().written().equals(plain.pattern().written()))
            .toList();
    if (same.isEmpty()) {
      return null;
    }
    anchors.removeAll(same);
    others.remove(plain);
    Ref all = lists.together(ref, same.stream().map(Entry::key).toList());
    return list((ListNode) plain.pattern(), all, Question.ALLOWED, used);
  }

  private List<Cel> each(List<Entry> entries, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    List<Cel> parts = new ArrayList<>();
    for (Entry entry : entries) {
      parts.add(entry(entry, ref, question, used));
    }
    return parts;
  }

  /** Entries are tried one after the other; the first that does not pass decides. */
  private Cel sequence(List<Entry> entries, int from, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    if (from == entries.size()) {
      return question == Question.SKIPS ? Cel.Text.FALSE : Cel.Text.TRUE;
    }
    Entry entry = entries.get(from);
    boolean last = from == entries.size() - 1;
    Cel after = last ? Cel.Text.TRUE : sequence(entries, from + 1, ref, question, used);
    return switch (question) {
      case PASSES -> Cel.and(entry(entry, ref, Question.PASSES, used), after);
      case SKIPS -> {
        Cel skips = entry(entry, ref, Question.SKIPS, used);
        yield last
            ? skips
            : Cel.or(skips, Cel.and(entry(entry, ref, Question.PASSES, used), after));
      }
      case ALLOWED -> {
        Cel allowed = entry(entry, ref, Question.ALLOWED, used);
        yield last || !mayBeSkipped(entry)
            ? Cel.and(allowed, after)
            : Cel.and(allowed, Cel.or(entry(entry, ref, Question.SKIPS, used), after));
      }
    };
  }

  private Cel entry(Entry entry, Ref parent, Question question, List<String> used)
      throws NotConvertible {
    if (Wildcard.containsWildcard(entry.key())) {
      throw new NotConvertible(entry.pattern().written(), "a wildcard in a key");
    }
    Ref ref = parent.child(entry.key());
    Node pattern = entry.pattern();
    if (entry.anchor() == null) {
      if (entry.anything()) {
        return question == Question.SKIPS ? Cel.Text.FALSE : ref.asked();
      }
      boolean absent =
          question != Question.SKIPS
              && pattern instanceof ScalarNode scalar
              && scalar.demand().matches(null);
      return node(pattern, ref, question, absent, used);
    }
    return switch (entry.anchor()) {
      case EQUALITY -> node(pattern, ref, question, question != Question.SKIPS, used);
      case NEGATION -> question == Question.SKIPS ? Cel.Text.FALSE : Cel.not(ref.asked());
      case EXISTENCE -> question == Question.SKIPS ? Cel.Text.FALSE : existence(pattern, ref, used);
      case GLOBAL -> global(pattern, ref, question, used);
      case CONDITION, ADD_IF_ABSENT ->
          throw new IllegalStateException("a condition is no entry of the rest");
    };
  }

  private Cel global(Node pattern, Ref ref, Question question, List<String> used)
      throws NotConvertible {
    if (question == Question.ALLOWED) {
      return Cel.Text.TRUE;
    }
    Cel passes = node(pattern, ref, Question.PASSES, true, used);
    return question == Question.PASSES ? passes : Cel.not(passes);
  }

  private Cel existence(Node pattern, Ref ref, List<String> used) throws NotConvertible {
    List<Cel> parts = new ArrayList<>();
    if (!(pattern instanceof ListNode list)) {
      throw new NotConvertible(pattern.written(), "an existence anchor without a list");
    }
    Ref there = ref.present();
    for (Node item : list.items()) {
      Ref one = there.item(used);
      List<String> inner = new ArrayList<>(used);
      inner.add(one.text());
      parts.add(Cel.exists(there.text(), one.text(), present(item, one, Question.PASSES, inner)));
    }
    return Cel.or(Cel.not(ref.asked()), Cel.and(parts));
  }
}
