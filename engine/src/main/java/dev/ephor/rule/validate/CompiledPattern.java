package dev.ephor.rule.validate;

import dev.ephor.rule.Trace;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A validation pattern made ready to judge many resources: anchors and operators are read once, and
 * keys stand in the order in which Kyverno takes them. Immutable and safe for any number of
 * threads.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#patterns">Kyverno:
 *     patterns</a>
 */
public final class CompiledPattern {

  /** How deep a pattern may nest; deeper nodes match nothing and say so. */
  public static final int DEEPEST = 256;

  private final Node root;

  private CompiledPattern(Node root) {
    this.root = root;
  }

  /** Prepares a pattern. Never fails: what makes no sense is a demand that nothing meets. */
  public static CompiledPattern of(Value pattern) {
    return new CompiledPattern(node(pattern, 0));
  }

  /** What was written, as it is read. */
  public Node root() {
    return root;
  }

  /** Judges a resource, or an element of one; its location counts as the root. */
  public PatternResult match(Value resource) {
    return match(resource, Trace.OFF);
  }

  /**
   * Judges a resource, or an element of one; its location counts as the root.
   *
   * @param trace hears of each demand that is held against the resource
   */
  public PatternResult match(Value resource, Trace trace) {
    PatternMatch match = new PatternMatch(resource, trace);
    Mismatch mismatch = match.element(root, resource);
    if (mismatch == null) {
      return PatternResult.Pass.PASS;
    }
    if (mismatch.skips()) {
      return new PatternResult.Skip(mismatch);
    }
    boolean noPath =
        mismatch.kind() != Mismatch.Kind.NEGATION
            && (match.anchorKeyMissing() || mismatch.path().isEmpty());
    return noPath ? new PatternResult.Pathless(mismatch) : new PatternResult.Fail(mismatch);
  }

  /** A node of a pattern. */
  public sealed interface Node {
    /** The value that was written. */
    Value written();
  }

  /** A demand on a scalar. */
  public record ScalarNode(Scalar written, ScalarPattern demand) implements Node {}

  /** A demand on a list: on every element, by the first of the pattern's. */
  public record ListNode(ListValue written, List<Node> items) implements Node {}

  /**
   * A demand on a map.
   *
   * @param anchors entries that are tried first, by the order of their keys
   * @param others the other entries, those with anchors below them first
   * @param metadata the entry for {@code metadata} whose labels or annotations have wildcards in
   *     their keys
   */
  public record MapNode(
      MapValue written,
      List<Entry> anchors,
      List<Entry> others,
      @Nullable MetadataWildcards metadata,
      int depth)
      implements Node {}

  /** Deeper than {@link #DEEPEST}. */
  public record TooDeep(Value written) implements Node {}

  /**
   * An entry of a map.
   *
   * @param written the key as the pattern has it
   * @param anchor the anchor around it, if any that validation knows
   * @param key the resource's key
   */
  public record Entry(String written, Anchor.@Nullable Kind anchor, String key, Node pattern) {
    /** Whether Kyverno gives no path for a failure while this anchor's key is absent. */
    public boolean tracked() {
      return anchor == Anchor.Kind.CONDITION || anchor == Anchor.Kind.EXISTENCE;
    }

    /** Whether the pattern is the lone star, which only asks for the key. */
    public boolean anything() {
      return pattern instanceof ScalarNode scalar && "*".equals(scalar.written().content());
    }
  }

  static Node node(Value pattern, int depth) {
    if (depth > DEEPEST) {
      return new TooDeep(pattern);
    }
    if (pattern instanceof MapValue map) {
      return mapNode(map, depth);
    }
    if (pattern instanceof ListValue list) {
      List<Node> items = new ArrayList<>();
      for (Value item : list.values()) {
        items.add(node(item, depth + 1));
      }
      return new ListNode(list, items);
    }
    Scalar scalar = (Scalar) pattern;
    return new ScalarNode(scalar, ScalarPattern.of(scalar));
  }

  static MapNode mapNode(MapValue map, int depth) {
    List<Entry> anchors = new ArrayList<>();
    List<Entry> nested = new ArrayList<>();
    List<Entry> plain = new ArrayList<>();
    for (String key : map.keys().stream().sorted(CompiledPattern::byBytes).toList()) {
      Value value = java.util.Objects.requireNonNull(map.child(key));
      Entry entry = entry(key, node(value, depth + 1));
      if (entry.anchor() != null && entry.anchor() != Anchor.Kind.GLOBAL) {
        anchors.add(entry);
      } else if (entry.anchor() != null || hasAnchors(entry.pattern())) {
        nested.add(0, entry);
      } else {
        plain.add(entry);
      }
    }
    nested.addAll(plain);
    return new MapNode(map, anchors, nested, MetadataWildcards.in(map), depth);
  }

  private static int byBytes(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return Integer.compare(left.codePointAt(i), right.codePointAt(i));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static Entry entry(String key, Node pattern) {
    Anchor anchor = Anchor.parse(key);
    return anchor == null || anchor.kind() == Anchor.Kind.ADD_IF_ABSENT
        ? new Entry(key, null, key, pattern)
        : new Entry(key, anchor.kind(), anchor.key(), pattern);
  }

  private static boolean hasAnchors(Node node) {
    if (node instanceof ListNode list) {
      return list.items().stream().anyMatch(CompiledPattern::hasAnchors);
    }
    return node instanceof MapNode map
        && (!map.anchors().isEmpty()
            || map.others().stream().anyMatch(e -> e.anchor() != null || hasAnchors(e.pattern())));
  }
}
