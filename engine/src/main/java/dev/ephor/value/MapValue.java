package dev.ephor.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map with string keys in the order in which they were written. As a {@code
 * java.util.Map} its values are plain Java objects; {@link #child} gives them with their origin.
 */
public final class MapValue extends AbstractMap<String, @Nullable Object> implements Value {

  private static final int SMALL = 8;

  private final String[] keys;
  private final Value[] values;
  private final int @Nullable [] slots;
  private final Source source;
  private final int node;

  private MapValue(String[] keys, Value[] values, int @Nullable [] slots, Source source, int node) {
    this.keys = keys;
    this.values = values;
    this.slots = slots;
    this.source = source;
    this.node = node;
  }

  public static MapValue empty(Source source, int node) {
    return new MapValue(new String[0], new Value[0], null, source, node);
  }

  public static Builder builder(Source source, int node) {
    return new Builder(source, node);
  }

  /** A builder that holds this map's entries, under this map's origin. */
  public Builder toBuilder() {
    Builder builder = new Builder(source, node);
    for (int i = 0; i < keys.length; i++) {
      builder.put(keys[i], values[i]);
    }
    return builder;
  }

  /**
   * The value under a key, or null where there is no such key; a written null is a {@link Scalar}.
   */
  public @Nullable Value child(String key) {
    int index = indexOf(key);
    return index < 0 ? null : values[index];
  }

  /** The map under a key, or null where there is none or it is something else. */
  public @Nullable MapValue map(String key) {
    return child(key) instanceof MapValue map ? map : null;
  }

  /** The list under a key, or null where there is none or it is something else. */
  public @Nullable ListValue list(String key) {
    return child(key) instanceof ListValue list ? list : null;
  }

  /** The string under a key, or null where there is none or it is something else. */
  public @Nullable String string(String key) {
    Value child = child(key);
    return child == null ? null : child.asString();
  }

  /** The key at an index in the order of the text. */
  public String keyAt(int index) {
    return keys[index];
  }

  /** The value at an index in the order of the text. */
  public Value valueAt(int index) {
    return values[index];
  }

  /** The keys in the order of the text. */
  public List<String> keys() {
    return List.of(keys);
  }

  /** This map with one entry set: in its place when the key exists, otherwise at the end. */
  public MapValue with(String key, Value value) {
    return toBuilder().put(key, value).build();
  }

  /** This map without a key. */
  public MapValue without(String key) {
    if (indexOf(key) < 0) {
      return this;
    }
    Builder builder = new Builder(source, node);
    for (int i = 0; i < keys.length; i++) {
      if (!keys[i].equals(key)) {
        builder.put(keys[i], values[i]);
      }
    }
    return builder.build();
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && indexOf(name) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    Value child = key instanceof String name ? child(name) : null;
    return child == null ? null : child.toJava();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public int node() {
    return node;
  }

  @Override
  public Object toJava() {
    return this;
  }

  @Override
  public MapValue from(Source newSource, int newNode) {
    return new MapValue(keys, values, slots, newSource, newNode);
  }

  @Override
  public String typeName() {
    return "object";
  }

  @Override
  public boolean sameTree(Value other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof MapValue that) || node != that.node || !Arrays.equals(keys, that.keys)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (!values[i].sameTree(that.values[i])) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(String key) {
    if (slots == null) {
      for (int i = 0; i < keys.length; i++) {
        if (keys[i].equals(key)) {
          return i;
        }
      }
      return -1;
    }
    for (int slot = slot(key, slots.length); slots[slot] != 0; slot = next(slot, slots.length)) {
      if (keys[slots[slot] - 1].equals(key)) {
        return slots[slot] - 1;
      }
    }
    return -1;
  }

  private static int[] hash(String[] keys) {
    int[] slots = new int[Integer.highestOneBit(keys.length) * 4];
    for (int i = 0; i < keys.length; i++) {
      int slot = slot(keys[i], slots.length);
      while (slots[slot] != 0) {
        slot = next(slot, slots.length);
      }
      slots[slot] = i + 1;
    }
    return slots;
  }

  private static int slot(String key, int length) {
    int hash = key.hashCode();
    return (hash ^ (hash >>> 16)) & (length - 1);
  }

  private static int next(int slot, int length) {
    return (slot + 1) & (length - 1);
  }

  /** Collects entries; a key that is put again keeps its place and takes the newer value. */
  public static final class Builder {
    private final Source source;
    private final int node;
    private final List<String> keys = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();
    private @Nullable Map<String, Integer> index;

    private Builder(Source source, int node) {
      this.source = source;
      this.node = node;
    }

    public Builder put(String key, Value value) {
      int at = find(key);
      if (at >= 0) {
        values.set(at, value);
        return this;
      }
      if (index != null) {
        index.put(key, keys.size());
      }
      keys.add(key);
      values.add(value);
      return this;
    }

    public boolean contains(String key) {
      return find(key) >= 0;
    }

    public MapValue build() {
      String[] built = keys.toArray(String[]::new);
      Value[] content = values.toArray(Value[]::new);
      return new MapValue(built, content, built.length > SMALL ? hash(built) : null, source, node);
    }

    private int find(String key) {
      if (keys.size() <= SMALL) {
        return keys.indexOf(key);
      }
      if (index == null) {
        index = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
          index.put(keys.get(i), i);
        }
      }
      return index.getOrDefault(key, -1);
    }
  }

  private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
    @Override
    public int size() {
      return keys.length;
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < keys.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
          if (next == keys.length) {
            throw new NoSuchElementException();
          }
          int at = next++;
          return new SimpleImmutableEntry<>(keys[at], values[at].toJava());
        }
      };
    }
  }
}
