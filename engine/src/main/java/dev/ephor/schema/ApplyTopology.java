package dev.ephor.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How server-side apply merges the lists, maps and objects of Kubernetes. The head of {@code
 * apply.topology} explains the table.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">Kubernetes:
 *     merge strategy</a>
 */
public final class ApplyTopology {

  /** How a list is merged. */
  public sealed interface ListMerge {}

  /** The whole list is replaced. */
  public record Atomic() implements ListMerge {}

  /** The items are different scalars. */
  public record DistinctItems() implements ListMerge {}

  /**
   * The items are objects.
   *
   * @param keys the fields that tell items apart
   */
  public record Keyed(List<Key> keys) implements ListMerge {
    public Keyed {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A field that tells items apart.
   *
   * @param field its name
   * @param absent what counts where it is absent; null where it must not be
   */
  public record Key(String field, @Nullable String absent) {}

  private static final ListMerge ATOMIC = new Atomic();

  private ApplyTopology() {}

  /** How a field that is a list is merged. */
  public static ListMerge list(ObjectSchema type, String field) {
    ListMerge defined = type.definitions().listMerge(type.name(), field);
    return defined == null ? Table.LISTS.getOrDefault(type.name() + "." + field, ATOMIC) : defined;
  }

  /** Whether a field that is a map of anything is replaced as a whole. */
  public static boolean isAtomicMap(ObjectSchema type, String field) {
    return Table.ATOMIC.contains(type.name() + "." + field)
        || type.definitions().isAtomic(type.name(), field);
  }

  /** Whether objects of a type are replaced as a whole. */
  public static boolean isAtomic(ObjectSchema type) {
    return Table.ATOMIC.contains(type.name()) || type.definitions().isAtomic(type.name());
  }

  private static final class Table {
    static final Map<String, ListMerge> LISTS = new HashMap<>();
    static final Set<String> ATOMIC = new HashSet<>();

    static {
      TypeLibrary.load("apply.topology")
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(Table::read);
    }

    private static void read(String line) {
      String[] words = line.split(" ", -1);
      switch (words[1]) {
        case "map" -> LISTS.put(words[0], keyed(words));
        case "set" -> LISTS.put(words[0], new DistinctItems());
        default -> ATOMIC.add(words[0]);
      }
    }

    private static Keyed keyed(String[] words) {
      List<Key> keys = new ArrayList<>();
      for (int i = 2; i < words.length; i++) {
        int equals = words[i].indexOf('=');
        keys.add(
            equals < 0
                ? new Key(words[i], null)
                : new Key(words[i].substring(0, equals), words[i].substring(equals + 1)));
      }
      return new Keyed(keys);
    }
  }
}
