package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a version of a kind that Kubernetes deprecates. The head of {@code
 * deprecated.kinds} explains the table.
 *
 * @param since the version of Kubernetes that deprecated it, such as {@code 1.19}
 * @param removed the version that serves it no more; null where none does yet
 * @param instead the kind to use; null where there is none
 * @see <a href="https://kubernetes.io/docs/reference/using-api/deprecation-guide/">Kubernetes:
 *     deprecated API migration guide</a>
 */
public record Deprecation(
    String since, @Nullable String removed, @Nullable GroupVersionKind instead) {

  static @Nullable Deprecation of(GroupVersionKind type) {
    return Table.KINDS.get(type);
  }

  private static final class Table {
    static final Map<GroupVersionKind, Deprecation> KINDS = new HashMap<>();

    static {
      for (String line : TypeLibrary.load("deprecated.kinds").split("\n")) {
        if (!line.isBlank() && !line.startsWith("#")) {
          read(line.split(" "));
        }
      }
    }

    private static void read(String[] words) {
      String removed = words[3].equals("-") ? null : words[3];
      for (String kind : words[1].split(",")) {
        GroupVersionKind instead =
            words[4].equals("-")
                ? null
                : GroupVersionKind.of(words[4], words.length > 5 ? words[5] : kind);
        KINDS.put(GroupVersionKind.of(words[0], kind), new Deprecation(words[2], removed, instead));
      }
    }
  }
}
