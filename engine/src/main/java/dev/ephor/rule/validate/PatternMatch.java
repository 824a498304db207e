package dev.ephor.rule.validate;

import dev.ephor.rule.Trace;
import dev.ephor.rule.validate.CompiledPattern.Entry;
import dev.ephor.rule.validate.CompiledPattern.ListNode;
import dev.ephor.rule.validate.CompiledPattern.MapNode;
import dev.ephor.rule.validate.CompiledPattern.Node;
import dev.ephor.rule.validate.CompiledPattern.ScalarNode;
import dev.ephor.rule.validate.CompiledPattern.TooDeep;
import dev.ephor.rule.validate.Mismatch.Kind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One judgement of one resource by one pattern. Each method gives the first mismatch, or null where
 * there is none. Where the walk stands is kept on a stack that only a mismatch copies.
 */
final class PatternMatch {

  /** What is told nowhere else. */
  private static final Set<Kind> OF_STRUCTURE =
      EnumSet.of(
          Kind.STRUCTURE, Kind.LIST_EXPECTED, Kind.EMPTY_LIST, Kind.LIST_LENGTH, Kind.TOO_DEEP);

  private Object[] steps = new Object[16];
  private @Nullable Value[] values = new @Nullable Value[17];
  private int depth;
  private @Nullable Map<String, Boolean> anchorKeys;

  private final Trace trace;

  PatternMatch(Value resource, Trace trace) {
    values[0] = resource;
    this.trace = trace;
  }

  /** Whether an anchor was met whose key no map that it was tried on has. */
  boolean anchorKeyMissing() {
    return anchorKeys != null && anchorKeys.containsValue(false);
  }

  /**
   * @param resource null where the resource has nothing
   */
  @Nullable Mismatch element(Node pattern, @Nullable Value resource) {
    if (pattern instanceof MapNode map) {
      return resource instanceof MapValue present
          ? map(map, present)
          : mismatch(Kind.STRUCTURE, pattern.written(), resource);
    }
    if (pattern instanceof ListNode list) {
      return resource instanceof ListValue present
          ? list(list, present)
          : mismatch(Kind.LIST_EXPECTED, pattern.written(), resource);
    }
    if (pattern instanceof ScalarNode scalar) {
      boolean met = scalar.demand().matchesEach(resource);
      tell(pattern.written(), resource, met);
      return met ? null : mismatch(Kind.VALUE, pattern.written(), resource);
    }
    return mismatch(Kind.TOO_DEEP, ((TooDeep) pattern).written(), resource);
  }

  private @Nullable Mismatch map(MapNode pattern, MapValue resource) {
    track(pattern, resource);
    MapNode expanded =
        pattern.metadata() == null
            ? pattern
            : CompiledPattern.mapNode(pattern.metadata().expand(resource), pattern.depth());
    Mismatch mismatch = anchors(expanded.anchors(), resource);
    for (int i = 0; i < expanded.others().size() && mismatch == null; i++) {
      mismatch = entry(expanded.others().get(i), resource);
    }
    return mismatch;
  }

  /**
   * Tries all anchored entries of a map. A condition that does not hold skips the map, whatever the
   * entries after it say; what is skipped below another anchor skips the map only when no anchored
   * entry applied.
   */
  private @Nullable Mismatch anchors(List<Entry> entries, MapValue resource) {
    List<Mismatch> skipped = null;
    boolean applied = false;
    boolean condition = true;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Mismatch mismatch = entry(entry, resource);
      if (mismatch == null) {
        applied = true;
      } else if (mismatch.skips()) {
        skipped = skipped == null ? new ArrayList<>() : skipped;
        skipped.add(mismatch);
        condition &= entry.anchor() != Anchor.Kind.CONDITION;
      } else if (condition) {
        return mismatch;
      }
    }
    return skipped == null || (condition && applied) ? null : allSkipped(skipped, resource);
  }

  private Mismatch allSkipped(List<Mismatch> skipped, Value resource) {
    Mismatch first = skipped.get(0);
    return new Mismatch(
        Kind.ALL_SKIPPED,
        Arrays.copyOf(steps, depth),
        first.clauseValue(),
        resource,
        first.manifest(),
        List.copyOf(skipped));
  }

  private @Nullable Mismatch entry(Entry entry, MapValue resource) {
    Value value = resource.child(entry.key());
    push(entry.key(), value);
    Mismatch mismatch = pushed(entry, value);
    if (trace.on() && (entry.anchor() != null || entry.anything())) {
      tell(entry.written(), entry.pattern().written(), value, mismatch == null);
    }
    pop();
    return mismatch;
  }

  private void tell(Value demand, @Nullable Value seen, boolean met) {
    if (trace.on()) {
      tell(depth == 0 ? "" : String.valueOf(steps[depth - 1]), demand, seen, met);
    }
  }

  private void tell(String key, Value demand, @Nullable Value seen, boolean met) {
    List<Object> path = List.of(Arrays.copyOf(steps, depth));
    Place clause = demand.place(Place.Part.VALUE);
    trace.add(new Trace.Demanded(clause, path, key, demand, manifest(), seen, met));
  }

  private @Nullable Mismatch pushed(Entry entry, @Nullable Value value) {
    if (entry.anchor() == null) {
      if (!entry.anything()) {
        return element(entry.pattern(), value);
      }
      boolean there = value != null && !value.isNull();
      return there ? null : mismatch(Kind.NOT_FOUND, entry.pattern().written(), value);
    }
    return switch (entry.anchor()) {
      case EQUALITY -> value == null ? null : element(entry.pattern(), value);
      case NEGATION ->
          value == null ? null : mismatch(Kind.NEGATION, entry.pattern().written(), value);
      case EXISTENCE -> value == null ? null : existence(entry.pattern(), value);
      case GLOBAL ->
          value == null ? null : because(Kind.GLOBAL, entry, element(entry.pattern(), value));
      case CONDITION ->
          value == null
              ? mismatch(Kind.CONDITION_ABSENT, entry.pattern().written(), null)
              : because(Kind.CONDITION, entry, element(entry.pattern(), value));
      case ADD_IF_ABSENT -> element(entry.pattern(), value);
    };
  }

  private @Nullable Mismatch because(Kind kind, Entry entry, @Nullable Mismatch cause) {
    return cause == null
        ? null
        : new Mismatch(
            kind,
            Arrays.copyOf(steps, depth),
            entry.pattern().written(),
            values[depth],
            cause.manifest(),
            List.of(cause));
  }

  private @Nullable Mismatch existence(Node pattern, Value value) {
    if (!(value instanceof ListValue present)) {
      return mismatch(Kind.EXISTENCE_RESOURCE, pattern.written(), value);
    }
    if (!(pattern instanceof ListNode wanted)) {
      return mismatch(Kind.EXISTENCE_PATTERN, pattern.written(), value);
    }
    for (Node item : wanted.items()) {
      if (!(item instanceof MapNode)) {
        return mismatch(Kind.EXISTENCE_ELEMENT, item.written(), value);
      }
      if (!anyElement(item, present)) {
        return mismatch(Kind.EXISTENCE, item.written(), value);
      }
    }
    return null;
  }

  private boolean anyElement(Node pattern, ListValue present) {
    for (int i = 0; i < present.size(); i++) {
      push(i, present.at(i));
      Mismatch mismatch = element(pattern, present.at(i));
      pop();
      if (mismatch == null) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Mismatch list(ListNode pattern, ListValue resource) {
    if (pattern.items().isEmpty()) {
      return mismatch(Kind.EMPTY_LIST, pattern.written(), resource);
    }
    Node first = pattern.items().get(0);
    if (first instanceof MapNode) {
      return elements(pattern, resource, resource.size());
    }
    if (first instanceof ScalarNode) {
      return element(first, resource);
    }
    return resource.size() < pattern.items().size()
        ? mismatch(Kind.LIST_LENGTH, pattern.written(), resource)
        : elements(pattern, resource, pattern.items().size());
  }

  /**
   * Holds the elements of a list against the pattern's first map, or one by one against its lists.
   * Skipped elements do not count, unless all were.
   */
  private @Nullable Mismatch elements(ListNode pattern, ListValue resource, int count) {
    boolean maps = pattern.items().get(0) instanceof MapNode;
    List<Mismatch> skipped = null;
    boolean applied = false;
    for (int i = 0; i < count; i++) {
      push(i, resource.at(i));
      Mismatch mismatch = element(pattern.items().get(maps ? 0 : i), resource.at(i));
      pop();
      if (mismatch == null) {
        applied = true;
      } else if (mismatch.skips()) {
        skipped = skipped == null ? new ArrayList<>() : skipped;
        skipped.add(mismatch);
      } else {
        return mismatch;
      }
    }
    return applied || skipped == null ? null : allSkipped(skipped, resource);
  }

  private void track(MapNode pattern, MapValue resource) {
    for (int i = 0; i < pattern.anchors().size(); i++) {
      Entry entry = pattern.anchors().get(i);
      if (entry.tracked()) {
        if (anchorKeys == null) {
          anchorKeys = new HashMap<>();
        }
        anchorKeys.merge(entry.written(), resource.containsKey(entry.key()), Boolean::logicalOr);
      }
    }
  }

  private Mismatch mismatch(Kind kind, Value clause, @Nullable Value actual) {
    if (trace.on() && OF_STRUCTURE.contains(kind)) {
      tell(clause, actual, false);
    }
    return new Mismatch(kind, Arrays.copyOf(steps, depth), clause, actual, manifest(), List.of());
  }

  /** The value where the walk stands, or the key of the nearest ancestor that exists. */
  private Place manifest() {
    Value here = values[depth];
    if (here != null) {
      return here.place(Place.Part.VALUE);
    }
    for (int i = depth - 1; i > 0; i--) {
      Value ancestor = values[i];
      if (ancestor != null) {
        return ancestor.place(Place.Part.KEY);
      }
    }
    Value root = values[0];
    return java.util.Objects.requireNonNull(root).place(Place.Part.KEY);
  }

  private void push(Object step, @Nullable Value value) {
    if (depth == steps.length) {
      steps = Arrays.copyOf(steps, depth * 2);
      values = Arrays.copyOf(values, depth * 2 + 1);
    }
    steps[depth++] = step;
    values[depth] = value;
  }

  private void pop() {
    depth--;
  }
}
