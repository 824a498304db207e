package dev.ephor.rule.mutate;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document under JSON patch. It is opened when a path leads into it; what stays closed
 * is in the result as it was, the very same value.
 */
final class PatchNode {

  /** The longest gap that an index beyond the end of a list may leave. */
  private static final int LONGEST_GAP = 10_000;

  private final Value written;
  private final Kind kind;
  private @Nullable Container opened;

  /** Where a node comes from, which makes a difference for what is null. */
  private enum Kind {
    /** A whole document, which an empty key leads to, as it was at first. */
    WHOLE,
    /** A part of something that was read: its null counts as nothing. */
    READ,
    /** What an operation has put there. */
    PUT
  }

  private PatchNode(Value written, Kind kind) {
    this.written = written;
    this.kind = kind;
  }

  static PatchNode whole(Value written) {
    return new PatchNode(written, Kind.WHOLE);
  }

  private static PatchNode read(Value written) {
    return new PatchNode(written, Kind.READ);
  }

  static PatchNode put(Value written) {
    return new PatchNode(written, Kind.PUT);
  }

  /**
   * An empty container for a next step: a list before an index or a dash, otherwise a map.
   *
   * @param origin what asks for it
   */
  static PatchNode made(String next, Value origin) {
    Integer index = index(next);
    if (index == null && !next.equals("-")) {
      return put(MapValue.empty(origin.source(), origin.node()));
    }
    if (index != null && index < -1) {
      throw new PatchFailure(
          "Unable to ensure path for negative index other than -1: "
              + index
              + ": invalid index referenced");
    }
    PatchNode node = put(ListValue.of(List.of(), origin.source(), origin.node()));
    if (index != null && index > 0 && node.container() instanceof Array array) {
      array.pad(index);
    }
    return node;
  }

  static String decoded(String part) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < part.length(); i++) {
      boolean escape = part.charAt(i) == '~' && i + 1 < part.length();
      if (escape && part.charAt(i + 1) == '1') {
        text.append('/');
        i++;
      } else if (escape && part.charAt(i + 1) == '0') {
        text.append('~');
        i++;
      } else {
        text.append(part.charAt(i));
      }
    }
    return text.toString();
  }

  /** A part of a path as an index; null where it is none. */
  static @Nullable Integer index(String part) {
    try {
      return Integer.valueOf(part, 10);
    } catch (NumberFormatException word) {
      return null;
    }
  }

  /** Whether there is nothing, and a container could take the place. */
  boolean isNothing() {
    return kind == Kind.READ && opened == null && written.isNull();
  }

  /** Whether this is a whole document that is null, which the reference cannot write. */
  boolean isNull() {
    return kind == Kind.WHOLE && written.isNull();
  }

  /** What can be stepped into; null for a scalar. */
  @Nullable Container container() {
    if (opened == null) {
      if (written instanceof MapValue map) {
        opened = new Fields(map, kind == Kind.WHOLE ? written : null);
      } else if (written instanceof ListValue list) {
        opened = new Array(list, kind == Kind.WHOLE ? written : null);
      }
    }
    return opened;
  }

  Value value() {
    return opened == null ? written : opened.value();
  }

  /** Equal as JSON: numbers by their value. */
  static boolean isSame(Value left, Value right) {
    if (left instanceof MapValue one && right instanceof MapValue other) {
      return one.size() == other.size()
          && one.keys().stream()
              .allMatch(
                  key -> {
                    Value mine = one.child(key);
                    Value theirs = other.child(key);
                    return mine != null && theirs != null && isSame(mine, theirs);
                  });
    }
    if (left instanceof ListValue one && right instanceof ListValue other) {
      for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
        if (!isSame(one.at(i), other.at(i))) {
          return false;
        }
      }
      return one.size() == other.size();
    }
    return left instanceof Scalar one
        && right instanceof Scalar other
        && (one.asString() == null) == (other.asString() == null)
        && NodeText.of(one).equals(NodeText.of(other));
  }

  /** A map or a list. */
  sealed interface Container {
    /** Whether a key is there; fails for a word in a list. */
    boolean has(String key);

    /** What is at a key; fails where nothing is. */
    PatchNode get(String key);

    void set(String key, PatchNode node);

    void add(String key, PatchNode node);

    /** Forgives what is missing. */
    void remove(String key);

    Value value();

    default @Nullable PatchNode find(String key) {
      try {
        return get(key);
      } catch (PatchFailure missing) {
        return null;
      }
    }

    /** Adds where that is possible; where not, later steps will say so. */
    default void tryAdd(String key, PatchNode node) {
      try {
        add(key, node);
      } catch (PatchFailure impossible) {
        // the reference does not look either
        return;
      }
    }
  }

  /** A map. */
  static final class Fields implements Container {
    private final MapValue before;
    private final @Nullable Value self;
    private final Map<String, PatchNode> fields = new LinkedHashMap<>();

    Fields(MapValue before, @Nullable Value self) {
      this.before = before;
      this.self = self;
      for (int i = 0; i < before.size(); i++) {
        fields.put(before.keyAt(i), read(before.valueAt(i)));
      }
    }

    @Override
    public boolean has(String key) {
      return key.isEmpty() || fields.containsKey(key);
    }

    @Override
    public PatchNode get(String key) {
      if (key.isEmpty()) {
        return read(self == null ? Scalar.of(null) : self);
      }
      PatchNode found = fields.get(key);
      if (found == null) {
        throw new PatchFailure("unable to get nonexistent key: " + key + ": missing value");
      }
      return found;
    }

    @Override
    public void set(String key, PatchNode node) {
      fields.put(key, node);
    }

    @Override
    public void add(String key, PatchNode node) {
      fields.put(key, node);
    }

    @Override
    public void remove(String key) {
      fields.remove(key);
    }

    @Override
    public Value value() {
      MapValue.Builder builder = MapValue.builder(before.source(), before.node());
      boolean same = fields.size() == before.size();
      for (Map.Entry<String, PatchNode> field : fields.entrySet()) {
        Value value = field.getValue().value();
        same &= before.child(field.getKey()) == value;
        builder.put(field.getKey(), value);
      }
      return same ? before : builder.build();
    }
  }

  /** A list. */
  static final class Array implements Container {
    private final ListValue before;
    private final @Nullable Value self;
    private final List<PatchNode> items = new ArrayList<>();

    Array(ListValue before, @Nullable Value self) {
      this.before = before;
      this.self = self;
      before.values().forEach(item -> items.add(read(item)));
    }

    /** Fills up with nulls to a length. */
    void pad(int length) {
      if (length - items.size() > LONGEST_GAP) {
        throw new PatchFailure("an index lies more than " + LONGEST_GAP + " beyond its list");
      }
      while (items.size() < length) {
        items.add(put(new Scalar(null, before.source(), before.node())));
      }
    }

    @Override
    public boolean has(String key) {
      get(key);
      return true;
    }

    @Override
    public PatchNode get(String key) {
      if (key.isEmpty()) {
        return read(self == null ? Scalar.of(null) : self);
      }
      int index = counted(key, items.size());
      if (index >= items.size()) {
        throw outside(index);
      }
      return items.get(index);
    }

    @Override
    public void set(String key, PatchNode node) {
      items.set(counted(key, items.size()), node);
    }

    @Override
    public void add(String key, PatchNode node) {
      if (key.equals("-")) {
        items.add(node);
        return;
      }
      if (index(key) == null) {
        throw new PatchFailure(
            "value was not a proper array index: '" + key + "': " + notANumber(key));
      }
      int index = counted(key, items.size() + 1);
      if (index > items.size()) {
        throw outside(index);
      }
      items.add(index, node);
    }

    @Override
    public void remove(String key) {
      Integer index = index(key);
      if (index == null) {
        throw new PatchFailure(notANumber(key));
      }
      int counted = index < 0 ? index + items.size() : index;
      if (counted >= 0 && counted < items.size()) {
        items.remove(counted);
      }
    }

    @Override
    public Value value() {
      List<Value> values = items.stream().map(PatchNode::value).toList();
      boolean same = values.size() == before.size();
      for (int i = 0; i < values.size() && same; i++) {
        same = values.get(i) == before.at(i);
      }
      return same ? before : ListValue.of(values, before.source(), before.node());
    }

    private static int counted(String key, int size) {
      Integer index = index(key);
      if (index == null) {
        throw new PatchFailure(notANumber(key));
      }
      if (index < -size) {
        throw outside(index);
      }
      return index < 0 ? index + size : index;
    }

    private static PatchFailure outside(int index) {
      return new PatchFailure(
          "Unable to access invalid index: " + index + ": invalid index referenced");
    }

    private static String notANumber(String key) {
      return "strconv.Atoi: parsing " + dev.ephor.value.GoQuote.quote(key) + ": invalid syntax";
    }
  }
}
