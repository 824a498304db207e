package dev.ephor.policy;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Turns documents into exceptions from policies that are written in CEL. What is wrong with them is
 * told by the checks of schemas.
 */
public final class CelExceptionReader {

  private static final Set<String> VERSIONS =
      Set.of(
          "policies.kyverno.io/v1", "policies.kyverno.io/v1beta1", "policies.kyverno.io/v1alpha1");
  private static final String PRIORITY = "polex.kyverno.io/priority";

  private CelExceptionReader() {}

  /**
   * Whether a document is a {@code PolicyException} for policies of {@code policies.kyverno.io}.
   */
  public static boolean isException(Value root) {
    return root instanceof MapValue map
        && "PolicyException".equals(map.string("kind"))
        && VERSIONS.contains(Objects.requireNonNullElse(map.string("apiVersion"), ""));
  }

  /**
   * The policies that an exception names, each once, in order, by their {@linkplain
   * CelException#key keys}.
   */
  public static List<String> policies(MapValue exception) {
    return read(exception).policies().stream()
        .map(reference -> CelException.key(reference.kind(), reference.name()))
        .distinct()
        .toList();
  }

  /** Reads a document for which {@link #isException} holds. */
  public static CelException read(MapValue root) {
    FieldReader fields = new FieldReader();
    MapValue nothing = MapValue.empty(root.source(), root.node());
    MapValue metadata = Objects.requireNonNullElse(fields.map(root, "metadata"), nothing);
    MapValue spec = Objects.requireNonNullElse(fields.map(root, "spec"), nothing);
    return new CelException(
        root,
        text(metadata, "name", fields),
        text(metadata, "namespace", fields),
        fields.maps(spec, "policyRefs").stream()
            .map(
                node ->
                    new CelException.Reference(
                        node, text(node, "kind", fields), text(node, "name", fields)))
            .toList(),
        CelPolicyReader.clauses(spec, "matchConditions"),
        fields.strings(spec, "images"),
        fields.strings(spec, "allowedValues"),
        text(spec, "reportResult", fields).equals("pass"),
        priority(fields.stringMap(metadata, "labels").getOrDefault(PRIORITY, "")));
  }

  /** What is no whole number, or none that is positive, is no priority. */
  private static int priority(String written) {
    try {
      return Math.max(0, Integer.parseInt(written));
    } catch (NumberFormatException none) {
      return 0;
    }
  }

  private static String text(MapValue parent, String key, FieldReader fields) {
    return Objects.requireNonNullElse(fields.string(parent, key), "");
  }
}
