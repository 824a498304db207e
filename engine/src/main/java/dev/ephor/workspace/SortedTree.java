package dev.ephor.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map whose versions share what did not change. It is a treap whose priorities
 * come from the keys, so that equal contents have equal shapes: putting a key costs a path from the
 * root, and comparing two versions costs no more than what differs between them.
 *
 * @param <K> the keys, compared by their order
 * @param <V> the values, compared by identity
 */
final class SortedTree<K extends Comparable<K>, V> {

  private final @Nullable Node<K, V> root;

  private SortedTree(@Nullable Node<K, V> root) {
    this.root = root;
  }

  /** Compared by identity: two trees that share a node share everything below it. */
  private static final class Node<K extends Comparable<K>, V> {
    final K key;
    final V value;
    final @Nullable Node<K, V> left;
    final @Nullable Node<K, V> right;
    final int size;

    Node(K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
      this.key = key;
      this.value = value;
      this.left = left;
      this.right = right;
      this.size = size(left) + 1 + size(right);
    }

    Node<K, V> with(@Nullable Node<K, V> newLeft, @Nullable Node<K, V> newRight) {
      return newLeft == left && newRight == right
          ? this
          : new Node<>(key, value, newLeft, newRight);
    }
  }

  private record Split<K extends Comparable<K>, V>(
      @Nullable Node<K, V> below, @Nullable V at, @Nullable Node<K, V> above) {}

  static <K extends Comparable<K>, V> SortedTree<K, V> empty() {
    return new SortedTree<>(null);
  }

  int size() {
    return size(root);
  }

  @Nullable V get(K key) {
    Node<K, V> at = root;
    while (at != null) {
      int order = key.compareTo(at.key);
      if (order == 0) {
        return at.value;
      }
      at = order < 0 ? at.left : at.right;
    }
    return null;
  }

  SortedTree<K, V> with(K key, V value) {
    return get(key) == value ? this : new SortedTree<>(put(root, key, value));
  }

  SortedTree<K, V> without(K key) {
    return get(key) == null ? this : new SortedTree<>(remove(root, key));
  }

  void forEach(BiConsumer<? super K, ? super V> action) {
    visit(root, node -> action.accept(node.key, node.value));
  }

  List<K> keys() {
    List<K> keys = new ArrayList<>(size());
    visit(root, node -> keys.add(node.key));
    return keys;
  }

  List<V> values() {
    List<V> values = new ArrayList<>(size());
    visit(root, node -> values.add(node.value));
    return values;
  }

  /** The keys, in order, that only one of the two trees holds or that have different values. */
  List<K> differences(SortedTree<K, V> other) {
    List<K> found = new ArrayList<>();
    difference(root, other.root, found);
    return found;
  }

  private static <K extends Comparable<K>, V> void difference(
      @Nullable Node<K, V> a, @Nullable Node<K, V> b, List<K> found) {
    if (a == b) {
      return;
    }
    if (a == null || b == null) {
      visit(a == null ? b : a, node -> found.add(node.key));
      return;
    }
    Node<K, V> top = higher(b.key, a.key) ? b : a;
    Split<K, V> split = split(top == a ? b : a, top.key);
    difference(top.left, split.below, found);
    if (split.at != top.value) {
      found.add(top.key);
    }
    difference(top.right, split.above, found);
  }

  private static <K extends Comparable<K>, V> Node<K, V> put(
      @Nullable Node<K, V> at, K key, V value) {
    if (at == null) {
      return new Node<>(key, value, null, null);
    }
    int order = key.compareTo(at.key);
    if (order == 0) {
      return new Node<>(at.key, value, at.left, at.right);
    }
    if (higher(key, at.key)) {
      Split<K, V> split = split(at, key);
      return new Node<>(key, value, split.below, split.above);
    }
    return order < 0
        ? at.with(put(at.left, key, value), at.right)
        : at.with(at.left, put(at.right, key, value));
  }

  private static <K extends Comparable<K>, V> @Nullable Node<K, V> remove(
      @Nullable Node<K, V> at, K key) {
    if (at == null) {
      return null;
    }
    int order = key.compareTo(at.key);
    if (order == 0) {
      return join(at.left, at.right);
    }
    return order < 0
        ? at.with(remove(at.left, key), at.right)
        : at.with(at.left, remove(at.right, key));
  }

  private static <K extends Comparable<K>, V> @Nullable Node<K, V> join(
      @Nullable Node<K, V> below, @Nullable Node<K, V> above) {
    if (below == null || above == null) {
      return below == null ? above : below;
    }
    return higher(below.key, above.key)
        ? below.with(below.left, join(below.right, above))
        : above.with(join(below, above.left), above.right);
  }

  private static <K extends Comparable<K>, V> Split<K, V> split(@Nullable Node<K, V> at, K key) {
    if (at == null) {
      return new Split<>(null, null, null);
    }
    int order = key.compareTo(at.key);
    if (order == 0) {
      return new Split<>(at.left, at.value, at.right);
    }
    if (order < 0) {
      Split<K, V> split = split(at.left, key);
      return new Split<>(split.below, split.at, at.with(split.above, at.right));
    }
    Split<K, V> split = split(at.right, key);
    return new Split<>(at.with(at.left, split.below), split.at, split.above);
  }

  private static <K extends Comparable<K>, V> void visit(
      @Nullable Node<K, V> at, Consumer<Node<K, V>> action) {
    if (at != null) {
      visit(at.left, action);
      action.accept(at);
      visit(at.right, action);
    }
  }

  /** Whether the first key stands above the second in a tree. */
  private static <K extends Comparable<K>> boolean higher(K first, K second) {
    int order = Integer.compareUnsigned(priority(first), priority(second));
    return order != 0 ? order > 0 : first.compareTo(second) < 0;
  }

  /** Spreads the hash: similar paths have similar hashes, and a treap needs random priorities. */
  private static int priority(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    hash ^= hash >>> 15;
    hash *= 0x85EBCA6B;
    return hash ^ (hash >>> 13);
  }

  private static int size(@Nullable Node<?, ?> node) {
    return node == null ? 0 : node.size;
  }
}
