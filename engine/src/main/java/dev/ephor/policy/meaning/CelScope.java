package dev.ephor.policy.meaning;

import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelVocabulary;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an expression in CEL may begin with at a place of a policy.
 *
 * @param vocabulary the language of the place
 * @param variables the variables by name
 * @param object what the policy is about
 */
public record CelScope(CelVocabulary vocabulary, Map<String, CelShape> variables, Meaning object) {

  /** Names of kinds, and the languages of most of their expressions. */
  private static final Map<String, CelDialect> KINDS =
      Map.of(
          "ValidatingPolicy", CelDialect.VALIDATING,
          "MutatingPolicy", CelDialect.MUTATING,
          "GeneratingPolicy", CelDialect.GENERATING,
          "DeletingPolicy", CelDialect.DELETING,
          "ImageValidatingPolicy", CelDialect.IMAGE_VALIDATING,
          "PolicyException", CelDialect.EXCEPTION);

  private static final MapValue NOTHING = MapValue.empty(new Source("nothing"), 0);

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");

  /** The scope at the end of a path through a policy. */
  public static CelScope of(NodePath path, Schemas schemas) {
    if (DefinitionRules.isDefinition(path.root()) && DefinitionRules.isExpression(path)) {
      return DefinitionRules.scope(path);
    }
    MapValue root = path.root() instanceof MapValue map ? map : NOTHING;
    MapValue spec = Objects.requireNonNullElse(root.map("spec"), NOTHING);
    String kind = Objects.requireNonNullElse(root.string("kind"), "");
    CelDialect dialect = dialect(root, spec, kind, path);
    CelVocabulary vocabulary = CelVocabulary.of(dialect, kind.startsWith("Namespaced"));
    Place place = new Place(path, spec, schemas, dialect);
    Map<String, CelShape> variables = new LinkedHashMap<>();
    vocabulary
        .variables()
        .forEach((name, type) -> variables.put(name, CelShape.of(type, Map.of())));
    place.refine(variables);
    CelScope scope = new CelScope(vocabulary, variables, place.object());
    if (variables.containsKey("variables")) {
      variables.put("variables", new CelShape.Struct("variables", place.composed(scope)));
    }
    return scope;
  }

  private static CelDialect dialect(MapValue root, MapValue spec, String kind, NodePath path) {
    String version = Objects.requireNonNullElse(root.string("apiVersion"), "");
    if (!version.startsWith("policies.kyverno.io/")) {
      return !kind.equals("MutatingAdmissionPolicy")
          ? CelDialect.ADMISSION
          : spec.map("paramKind") == null
              ? CelDialect.MUTATING_ADMISSION
              : CelDialect.MUTATING_ADMISSION_WITH_PARAMETERS;
    }
    if (path.steps().stream().anyMatch(step -> "matchImageReferences".equals(step.key()))) {
      return CelDialect.IMAGE_REFERENCE;
    }
    String plain = kind.startsWith("Namespaced") ? kind.substring(10) : kind;
    CelDialect dialect = KINDS.getOrDefault(plain, CelDialect.VALIDATING);
    return dialect != CelDialect.VALIDATING
        ? dialect
        : switch (mode(spec)) {
          case "HTTP" -> CelDialect.HTTP;
          case "Envoy" -> CelDialect.ENVOY;
          default -> dialect;
        };
  }

  private static String mode(MapValue spec) {
    MapValue evaluation = spec.map("evaluation");
    String mode = evaluation == null ? null : evaluation.string("mode");
    return mode == null ? "" : mode;
  }

  /** A place in a policy, and what the policy says of its variables. */
  private record Place(NodePath path, MapValue spec, Schemas schemas, CelDialect dialect) {

    /** Whether the path goes through a field of the given name. */
    private boolean in(String key) {
      return path.steps().stream().anyMatch(step -> key.equals(step.key()));
    }

    Meaning object() {
      if (mode(spec).equals("JSON")) {
        return Meaning.UNKNOWN;
      }
      MapValue targets = spec.map("targetMatchConstraints");
      if (targets != null && (in("mutations") || in("targetMatchConditions"))) {
        return Meaning.of(Types.constrainedBy(targets, schemas));
      }
      Surroundings around = new Surroundings(path.root(), schemas);
      Meaning meaning = Meanings.root(path.root(), schemas);
      for (NodePath.Step step : path.steps()) {
        around = around.into(meaning, step.in());
        meaning = Meanings.step(meaning, step, around);
      }
      return around.matched();
    }

    /** Puts what the policy's own text says in the place of what the language knows. */
    void refine(Map<String, CelShape> variables) {
      Meaning matched = object();
      CelShape object =
          CelShape.of(matched.isUnknown() ? AdmissionRequests.unknownObject() : matched);
      for (String name : List.of("object", "oldObject")) {
        if (variables.getOrDefault(name, CelShape.Simple.BOOL).isUnknown()) {
          variables.put(name, object);
        }
      }
      if (variables.get("request") instanceof CelShape.Struct request) {
        Map<String, CelShape> fields = new LinkedHashMap<>(request.fields());
        fields.put("object", object);
        fields.put("oldObject", object);
        fields.put(
            "operation",
            CelShape.of(
                Meaning.of(
                    List.of(
                        ScalarSchema.oneOf(List.of("CREATE", "UPDATE", "DELETE", "CONNECT"))))));
        variables.put("request", new CelShape.Struct(request.name(), fields));
      }
      if (variables.containsKey("params")) {
        variables.put("params", CelShape.of(params()));
      }
      if (dialect == CelDialect.IMAGE_VALIDATING) {
        Map<String, CelShape> images = new LinkedHashMap<>();
        CelShape references = new CelShape.ListOf(CelShape.Simple.STRING);
        CONTAINERS.forEach(name -> images.put(name, references));
        names("images").forEach(name -> images.put(name, references));
        variables.put("images", new CelShape.Struct("images", images));
        variables.put("attestors", named("attestors", CelShape.Any.ANY));
        variables.put("attestations", named("attestations", CelShape.Simple.STRING));
      }
    }

    private CelShape named(String list, CelShape each) {
      Map<String, CelShape> fields = new LinkedHashMap<>();
      names(list).forEach(name -> fields.put(name, each));
      return new CelShape.Struct(list, fields);
    }

    private List<String> names(String list) {
      ListValue entries = spec.list(list);
      return entries == null
          ? List.of()
          : entries.values().stream()
              .map(entry -> entry instanceof MapValue map ? map.string("name") : null)
              .filter(Objects::nonNull)
              .map(Objects::requireNonNull)
              .toList();
    }

    private Meaning params() {
      MapValue holder = holder();
      MapValue kind = holder.map("paramKind");
      ObjectSchema type = kind == null ? null : Types.named(kind, schemas);
      return type == null ? Meaning.UNKNOWN : Meaning.of(List.of(type));
    }

    /** What declares variables and parameters: the spec, or {@code validate.cel} of a rule. */
    private MapValue holder() {
      for (NodePath.Step step : path.steps()) {
        if ("cel".equals(step.key()) && step.value() instanceof MapValue cel) {
          return cel;
        }
      }
      return spec;
    }

    /** The composed variables that may be named here, in order. */
    Map<String, CelShape> composed(CelScope scope) {
      Map<String, CelShape> composed = new LinkedHashMap<>();
      boolean early = in("matchConditions") || in("celPreconditions");
      ListValue written = holder().list("variables");
      if (written == null || (early && dialect != CelDialect.MUTATING)) {
        return composed;
      }
      Map<String, CelShape> variables = new LinkedHashMap<>(scope.variables());
      for (Value value : written.values()) {
        if (isOn(value)) {
          break;
        }
        String name = value instanceof MapValue map ? map.string("name") : null;
        if (name != null && value instanceof MapValue map) {
          variables.put(
              "variables", new CelShape.Struct("variables", new LinkedHashMap<>(composed)));
          composed.put(
              name, shape(map.string("expression"), scope.vocabulary(), schemas, variables));
        }
      }
      return composed;
    }

    private boolean isOn(Value value) {
      return path.steps().stream().anyMatch(step -> step.value() == value);
    }
  }

  private static CelShape shape(
      @Nullable String text,
      CelVocabulary vocabulary,
      Schemas schemas,
      Map<String, CelShape> variables) {
    if (text == null) {
      return CelShape.Any.ANY;
    }
    var root = CelSyntax.parse(text);
    return CelTyping.of(root, vocabulary, schemas, variables).shape(root);
  }
}
