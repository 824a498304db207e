package dev.ephor.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An immutable list. As a {@code java.util.List} its elements are plain Java objects. */
public final class ListValue extends AbstractList<@Nullable Object> implements Value, RandomAccess {

  private final Value[] items;
  private final Source source;
  private final int node;

  private ListValue(Value[] items, Source source, int node) {
    this.items = items;
    this.source = source;
    this.node = node;
  }

  public static ListValue of(List<? extends Value> items, Source source, int node) {
    return new ListValue(items.toArray(Value[]::new), source, node);
  }

  /** The item at an index inside the list. */
  public Value at(int index) {
    return items[index];
  }

  /** The items as values. */
  public List<Value> values() {
    return List.of(items);
  }

  @Override
  public @Nullable Object get(int index) {
    return items[index].toJava();
  }

  @Override
  public int size() {
    return items.length;
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
  public ListValue from(Source newSource, int newNode) {
    return new ListValue(items, newSource, newNode);
  }

  @Override
  public String typeName() {
    return "array";
  }

  @Override
  public boolean sameTree(Value other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof ListValue that)
        || node != that.node
        || items.length != that.items.length) {
      return false;
    }
    for (int i = 0; i < items.length; i++) {
      if (!items[i].sameTree(that.items[i])) {
        return false;
      }
    }
    return true;
  }
}
