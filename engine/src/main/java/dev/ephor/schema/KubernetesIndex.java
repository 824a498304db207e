package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of Kubernetes: their scope, their plural and their fields. The build reads them from
 * the fabric8 model (see {@code src/build}); the kinds are loaded with the first question, a type
 * when it is asked for, what it is for with the first question about that. Knows no custom
 * resources. The engine's answers do not depend on which fields are required or on what values they
 * may have: a policy sees manifests that a cluster would refuse.
 */
public final class KubernetesIndex {

  /** Where objects of a kind live. */
  public enum Scope {
    NAMESPACED,
    CLUSTER
  }

  /**
   * A kind.
   *
   * @param type its group, version and name
   * @param plural as in API paths: {@code deployments}
   */
  public record Kind(GroupVersionKind type, String plural, Scope scope, String schema) {}

  private KubernetesIndex() {}

  /** Every kind, sorted by group, version and name. */
  public static List<Kind> kinds() {
    return Kinds.SORTED;
  }

  /** The kinds with a name, in every group and version that has one. */
  public static List<Kind> named(String kind) {
    return Kinds.BY_NAME.getOrDefault(kind, List.of());
  }

  public static Optional<Scope> scope(GroupVersionKind type) {
    Kind kind = find(type);
    return kind == null ? Optional.empty() : Optional.of(kind.scope());
  }

  public static Optional<String> plural(GroupVersionKind type) {
    Kind kind = find(type);
    return kind == null ? Optional.empty() : Optional.of(kind.plural());
  }

  /** Whether Kubernetes deprecates a kind's version, and what to use instead; empty when not. */
  public static Optional<Deprecation> deprecated(GroupVersionKind type) {
    return Optional.ofNullable(Deprecation.of(type));
  }

  /** The structure of a kind, or null for a kind that is not known. */
  public static @Nullable ObjectSchema type(GroupVersionKind type) {
    Kind kind = find(type);
    return kind != null && Types.LIBRARY.type(kind.schema()) instanceof ObjectSchema object
        ? object
        : null;
  }

  /** The metadata that every object has. */
  static Schema metadata() {
    return Objects.requireNonNull(Types.LIBRARY.type("ObjectMeta"));
  }

  private static @Nullable Kind find(GroupVersionKind type) {
    for (Kind kind : named(type.kind())) {
      if (kind.type().version().equals(type.version())
          && kind.type().group().equals(type.group())) {
        return kind;
      }
    }
    return null;
  }

  // Plain loops: this is on the way of short commands, where a lambda costs more than the reading.
  private static final class Kinds {
    static final List<Kind> SORTED = read();
    static final Map<String, List<Kind>> BY_NAME = new HashMap<>();

    static {
      for (Kind kind : SORTED) {
        List<Kind> named = BY_NAME.get(kind.type().kind());
        if (named == null) {
          named = new ArrayList<>();
          BY_NAME.put(kind.type().kind(), named);
        }
        named.add(kind);
      }
    }

    private static List<Kind> read() {
      List<Kind> kinds = new ArrayList<>();
      String text = TypeLibrary.load("kubernetes.kinds");
      for (int line = 0; line < text.length(); ) {
        int end = text.indexOf('\n', line);
        String[] words = text.substring(line, end).split(" ", -1);
        line = end + 1;
        kinds.add(
            new Kind(
                GroupVersionKind.of(words[0], words[1]),
                words[2],
                words[3].equals("cluster") ? Scope.CLUSTER : Scope.NAMESPACED,
                words[4]));
      }
      return List.copyOf(kinds);
    }
  }

  private static final class Types {
    static final TypeLibrary LIBRARY =
        new TypeLibrary(new Known(new SortedTypes(TypeLibrary.load("kubernetes.types"))));
  }

  private record Known(SortedTypes types) implements Definitions {
    @Override
    public @Nullable String definition(String type) {
      return types.lines(type);
    }

    @Override
    public @Nullable String description(String type) {
      return description(type, "");
    }

    @Override
    public @Nullable String description(String type, String field) {
      String text = Texts.BY_TYPE.entry(type, field);
      return text == null ? null : text.replace("\\n", "\n").replace("\\\\", "\\");
    }
  }

  /** Loaded with the first question, which is none of the engine's: a megabyte. */
  private static final class Texts {
    static final SortedTypes BY_TYPE = new SortedTypes(TypeLibrary.load("kubernetes.descriptions"));
  }
}
