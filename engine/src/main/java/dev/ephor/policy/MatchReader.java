package dev.ephor.policy;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.LabelSelector;
import dev.ephor.policy.ResourceFilter.Subject;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads match and exclude clauses with their filters and selectors. */
final class MatchReader {

  private final FieldReader fields;

  MatchReader(FieldReader fields) {
    this.fields = fields;
  }

  /**
   * Reads a clause. As in the reference, {@code any} wins over {@code all}, and either wins over
   * filters written straight into the clause.
   */
  MatchBlock block(MapValue clause) {
    List<MapValue> any = fields.maps(clause, "any");
    List<MapValue> all = fields.maps(clause, "all");
    if (!any.isEmpty()) {
      return new MatchBlock(clause, MatchBlock.Mode.ANY, filters(any));
    }
    return new MatchBlock(
        clause, MatchBlock.Mode.ALL, filters(all.isEmpty() ? List.of(clause) : all));
  }

  /** Reads a label selector; null where there is none. */
  @Nullable LabelSelector selector(MapValue parent, String key) {
    MapValue selector = fields.map(parent, key);
    return selector == null ? null : selector(selector);
  }

  LabelSelector selector(MapValue selector) {
    List<LabelSelector.Requirement> requirements = new ArrayList<>();
    for (MapValue expression : fields.maps(selector, "matchExpressions")) {
      requirements.add(
          new LabelSelector.Requirement(
              text(expression, "key"),
              text(expression, "operator"),
              fields.strings(expression, "values")));
    }
    return new LabelSelector(fields.stringMap(selector, "matchLabels"), requirements);
  }

  private List<ResourceFilter> filters(List<MapValue> nodes) {
    return nodes.stream().map(this::filter).toList();
  }

  private ResourceFilter filter(MapValue node) {
    MapValue written = fields.map(node, "resources");
    MapValue resources = written == null ? MapValue.empty(node.source(), node.node()) : written;
    return new ResourceFilter(
        node,
        fields.strings(resources, "kinds").stream().map(KindSelector::of).toList(),
        emptyToNull(fields.string(resources, "name")),
        fields.strings(resources, "names"),
        fields.strings(resources, "namespaces"),
        fields.stringMap(resources, "annotations"),
        selector(resources, "selector"),
        selector(resources, "namespaceSelector"),
        fields.strings(resources, "operations"),
        fields.strings(node, "roles"),
        fields.strings(node, "clusterRoles"),
        fields.maps(node, "subjects").stream().map(this::subject).toList());
  }

  private Subject subject(MapValue node) {
    return new Subject(text(node, "kind"), text(node, "name"), text(node, "namespace"));
  }

  private String text(MapValue parent, String key) {
    return Objects.requireNonNullElse(fields.string(parent, key), "");
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
