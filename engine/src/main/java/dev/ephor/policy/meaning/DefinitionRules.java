package dev.ephor.policy.meaning;

import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelVocabulary;
import dev.ephor.schema.CustomTypes;
import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The rules of custom resource definitions, {@code x-kubernetes-validations}: their expressions are
 * about {@code self}, whose structure is the schema that holds them.
 */
final class DefinitionRules {

  private static final String RULES = "x-kubernetes-validations";
  private static final Set<String> EXPRESSIONS = Set.of("rule", "messageExpression");

  private DefinitionRules() {}

  /** Whether a document defines custom resources. */
  static boolean isDefinition(Value root) {
    return root instanceof MapValue map
        && "CustomResourceDefinition".equals(map.string("kind"))
        && Objects.requireNonNullElse(map.string("apiVersion"), "")
            .startsWith("apiextensions.k8s.io/");
  }

  /** Whether an expression stands at the end of a path through a definition. */
  static boolean isExpression(NodePath path) {
    List<NodePath.Step> steps = path.steps();
    int last = steps.size() - 1;
    return last >= 2
        && EXPRESSIONS.contains(Objects.requireNonNullElse(steps.get(last).key(), ""))
        && RULES.equals(steps.get(last - 2).key())
        && steps.get(last - 2).in() instanceof MapValue;
  }

  /** What an expression may begin with. */
  static CelScope scope(NodePath path) {
    List<NodePath.Step> steps = path.steps();
    int last = steps.size() - 1;
    boolean optional =
        steps.get(last).in() instanceof MapValue rule
            && rule.child("optionalOldSelf") instanceof Scalar scalar
            && Boolean.TRUE.equals(scalar.content());
    CelVocabulary vocabulary =
        CelVocabulary.of(
            optional ? CelDialect.RESOURCE_OR_CHANGE : CelDialect.RESOURCE_CHANGE, false);
    Map<String, CelShape> variables = new LinkedHashMap<>();
    vocabulary
        .variables()
        .forEach((name, type) -> variables.put(name, CelShape.of(type, Map.of())));
    MapValue schema = (MapValue) steps.get(last - 2).in();
    boolean whole = last >= 3 && "openAPIV3Schema".equals(steps.get(last - 3).key());
    CelShape self = self(schema, whole);
    variables.put("self", self);
    if (!optional) {
      variables.put("oldSelf", self);
    }
    return new CelScope(vocabulary, variables, Meaning.UNKNOWN);
  }

  private static CelShape self(MapValue schema, boolean whole) {
    Schema type = CustomTypes.part("self", schema, whole);
    Meaning meaning = Meaning.of(List.of(type));
    if (!whole) {
      return CelShape.of(meaning);
    }
    Map<String, CelShape> fields = new LinkedHashMap<>();
    meaning.fields().forEach((name, field) -> fields.put(name, CelShape.of(field)));
    // Of metadata a rule knows the names alone.
    fields.put(
        "metadata",
        new CelShape.Struct(
            "metadata",
            Map.of("name", CelShape.Simple.STRING, "generateName", CelShape.Simple.STRING)));
    return new CelShape.Struct("self", fields);
  }
}
