package dev.ephor.policy;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns documents into exceptions. What is wrong with them is told by the checks of schemas. */
public final class ExceptionReader {

  private static final Set<String> VERSIONS = Set.of("kyverno.io/v2", "kyverno.io/v2beta1");

  private ExceptionReader() {}

  /** Whether a document is a {@code PolicyException} for policies of {@code kyverno.io}. */
  public static boolean isException(Value root) {
    return root instanceof MapValue map
        && "PolicyException".equals(map.string("kind"))
        && VERSIONS.contains(Objects.requireNonNullElse(map.string("apiVersion"), ""));
  }

  /** The policies that an exception names, each once, in order. */
  public static List<String> policies(MapValue exception) {
    return read(exception).exempted().stream()
        .map(PolicyException.Exempted::policy)
        .distinct()
        .toList();
  }

  /** Reads a document for which {@link #isException} holds. */
  public static PolicyException read(MapValue root) {
    FieldReader fields = new FieldReader();
    MapValue nothing = MapValue.empty(root.source(), root.node());
    MapValue metadata = Objects.requireNonNullElse(fields.map(root, "metadata"), nothing);
    MapValue spec = Objects.requireNonNullElse(fields.map(root, "spec"), nothing);
    MapValue match = fields.map(spec, "match");
    Value conditions = spec.child("conditions");
    ListValue podSecurity = fields.list(spec, "podSecurity");
    return new PolicyException(
        root,
        text(metadata, "name", fields),
        text(metadata, "namespace", fields),
        new MatchReader(fields).block(match == null ? nothing : match),
        conditions == null || conditions.isNull() ? null : conditions,
        fields.maps(spec, "exceptions").stream().map(node -> exempted(node, fields)).toList(),
        podSecurity == null || podSecurity.isEmpty() ? null : podSecurity);
  }

  private static PolicyException.Exempted exempted(MapValue node, FieldReader fields) {
    return new PolicyException.Exempted(
        node, text(node, "policyName", fields), fields.strings(node, "ruleNames"));
  }

  private static String text(MapValue parent, String key, FieldReader fields) {
    @Nullable String text = fields.string(parent, key);
    return text == null ? "" : text;
  }
}
