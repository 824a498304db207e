package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.List;

/**
 * A {@code PolicyException} of {@code policies.kyverno.io}: resources that policies which are
 * written in CEL leave alone, or images and values that they put up with. When it expires is not
 * looked at, as in the reference's command line.
 *
 * @param document the whole document
 * @param name {@code metadata.name}
 * @param namespace {@code metadata.namespace}; empty where none is written
 * @param policies the policies that it names
 * @param conditions what must be true of a resource; none for any resource
 * @param images what expressions find as {@code exceptions.allowedImages}
 * @param values what expressions find as {@code exceptions.allowedValues}
 * @param passes whether what is exempt counts as passed and not as skipped
 * @param priority of several exceptions for one resource that of the highest priority says what it
 *     counts as; 0 where none is written
 * @see <a href="https://kyverno.io/docs/guides/exceptions/">Kyverno: policy exceptions</a>
 */
public record CelException(
    MapValue document,
    String name,
    String namespace,
    List<Reference> policies,
    List<CelClause> conditions,
    List<String> images,
    List<String> values,
    boolean passes,
    int priority) {

  /**
   * A policy that is named.
   *
   * @param node the entry
   * @param kind such as {@code ValidatingPolicy}
   * @param name its name; a namespace is not part of it
   */
  public record Reference(MapValue node, String kind, String name) {}

  public CelException {
    policies = List.copyOf(policies);
    conditions = List.copyOf(conditions);
    images = List.copyOf(images);
    values = List.copyOf(values);
  }

  /** How questions for exceptions call a policy that is written in CEL. */
  public static String key(String kind, String name) {
    return kind + " " + name;
  }

  /** Whether policies leave the resource alone, and do not merely put up with some values. */
  public boolean exemptsWholly() {
    return images.isEmpty() && values.isEmpty();
  }

  /** Its name, with namespace and slash before it where it has one. */
  public String qualifiedName() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** What names a policy; the whole document where nothing does. */
  public MapValue naming(String kind, String policy) {
    for (Reference reference : policies) {
      if (reference.kind().equals(kind) && reference.name().equals(policy)) {
        return reference.node();
      }
    }
    return document;
  }
}
