package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelInput;
import dev.ephor.policy.CelClause;
import dev.ephor.rule.cel.TemplatePart.Unrendered;
import dev.ephor.value.GoQuote;
import dev.ephor.value.GoText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The template of a GeneratingPolicy, compiled: each document is an object to be created. */
final class GenerationTemplate {

  private final CelClause text;
  private final List<TemplatePart> documents;

  GenerationTemplate(CelClause text, List<TemplatePart> documents) {
    this.text = text;
    this.documents = List.copyOf(documents);
  }

  /** The text it was read from. */
  CelClause text() {
    return text;
  }

  /**
   * The objects that are to be created, those of one namespace together. A policy that stands in a
   * namespace creates in that one only, and there what names none.
   *
   * @param policyNamespace where the policy stands; empty where it is cluster-wide
   */
  List<CelInput.Generated> render(Scope scope, String policyNamespace) throws Unrendered {
    Map<String, List<CelInput.Generated>> byNamespace = new LinkedHashMap<>();
    for (MapValue object : objects(scope)) {
      String namespace = namespace(object);
      if (!policyNamespace.isEmpty() && namespace.isEmpty()) {
        namespace = policyNamespace;
      } else if (!policyNamespace.isEmpty() && !namespace.equals(policyNamespace)) {
        throw new Unrendered(
            "cross-namespace generation denied: a policy in namespace "
                + GoQuote.quote(policyNamespace)
                + " cannot generate resources into namespace "
                + GoQuote.quote(namespace),
            null);
      }
      byNamespace
          .computeIfAbsent(namespace, missing -> new ArrayList<>())
          .add(new CelInput.Generated(namespace, object));
    }
    return byNamespace.values().stream().flatMap(List::stream).toList();
  }

  private List<MapValue> objects(Scope scope) throws Unrendered {
    List<MapValue> objects = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      String document = "failed to render generation template: document " + (i + 1);
      Value rendered;
      try {
        rendered = documents.get(i).render(scope);
      } catch (Unrendered unrendered) {
        throw unrendered.in(document);
      }
      if (!(rendered instanceof MapValue object)) {
        throw new Unrendered(
            document + ": expected a mapping describing a resource, got " + GoText.type(rendered),
            null);
      }
      objects.add(object);
    }
    return objects;
  }

  private static String namespace(MapValue object) {
    MapValue metadata = object.map("metadata");
    return Objects.requireNonNullElse(metadata == null ? null : metadata.string("namespace"), "");
  }
}
