package dev.ephor.policy.meaning;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.schema.TypeLibrary;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression in JMESPath may begin with at a place of a policy: what the reference
 * provides, and the context entries that come before the place.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/variables/">Kyverno:
 *     variables</a>
 */
public final class JmesScope {

  /**
   * A name that an expression may begin with.
   *
   * @param meaning what it holds
   * @param entry the context entry that declares it; null for what the reference provides
   * @param note where it comes from, in a phrase
   */
  public record Variable(Meaning meaning, @Nullable MapValue entry, String note) {}

  /** Finds the data of a config map by namespace and name; null where there is none. */
  @FunctionalInterface
  public interface ConfigMaps {
    @Nullable MapValue find(String namespace, String name);
  }

  private static final TypeLibrary TYPES =
      TypeLibrary.of(
          """
          Images
            containers {ImageInfo}
            initContainers {ImageInfo}
            ephemeralContainers {ImageInfo}
          ImageInfo
            registry string
            name string
            path string
            tag string
            digest string
            reference string
            referenceWithTag string
          ConfigMapData
            apiVersion string
            kind string
            metadata any
            data {string}
          """);

  private static final Set<String> HOLDERS =
      Set.of(
          "Rule",
          "RuleV2",
          "ForEachValidation",
          "ForEachMutation",
          "ForEachGeneration",
          "MutationTarget");

  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private Meaning hand = Meaning.UNKNOWN;
  private boolean loopsOverRequest = true;
  private final Schemas schemas;
  private final ConfigMaps configMaps;

  private JmesScope(Schemas schemas, ConfigMaps configMaps) {
    this.schemas = schemas;
    this.configMaps = configMaps;
  }

  /** The scope at the end of a path through a policy. */
  public static JmesScope of(NodePath path, Schemas schemas, ConfigMaps configMaps) {
    JmesScope scope = new JmesScope(schemas, configMaps);
    scope.walk(path);
    scope.hand = scope.whole(path);
    return scope;
  }

  /** The variables by name, the outermost first. */
  public Map<String, Variable> variables() {
    return variables;
  }

  /** What an expression begins with: the variables, or the answer that it selects from. */
  public Meaning hand() {
    return hand;
  }

  /** Whether an expression begins with the variables, not with an answer. */
  public boolean startsWithVariables() {
    return hand.made().keySet().equals(variables.keySet());
  }

  /** Of the variables only the request, and the items of loops over its parts. */
  public Meaning request() {
    Map<String, Meaning> fields = new LinkedHashMap<>();
    variables.forEach(
        (name, variable) -> {
          if (name.equals("request") || (name.startsWith("element") && loopsOverRequest)) {
            fields.put(name, variable.meaning());
          }
        });
    return Meaning.made(fields);
  }

  private static Meaning root(Map<String, Variable> variables) {
    Map<String, Meaning> fields = new LinkedHashMap<>();
    variables.forEach((name, variable) -> fields.put(name, variable.meaning()));
    return Meaning.made(fields);
  }

  private void walk(NodePath path) {
    Meaning meaning = Meanings.root(path.root(), schemas);
    Surroundings around = new Surroundings(path.root(), schemas);
    provided(around);
    MapValue spec = path.root() instanceof MapValue root ? root.map("spec") : null;
    if (spec != null) {
      entries(spec, path);
    }
    List<NodePath.Step> steps = path.steps();
    for (int i = 0; i < steps.size(); i++) {
      NodePath.Step step = steps.get(i);
      Surroundings inner = around.into(meaning, step.in());
      if (step.in() instanceof MapValue map && isHolder(meaning)) {
        if (inner.loops().size() > around.loops().size()) {
          loop(map, around.loops().size(), "list".equals(step.key()));
        } else if (inner.rule() != null && around.rule() == null) {
          provided(inner);
        }
        if (!"match".equals(step.key()) && !"list".equals(step.key())) {
          entries(map, path);
        }
      }
      around = inner;
      meaning = Meanings.step(meaning, step, around);
    }
    Meaning targets = around.targets();
    if (!targets.isUnknown()) {
      put("target", targets, "an existing object that the rule mutates");
    }
  }

  private static boolean isHolder(Meaning meaning) {
    return meaning.types().stream()
        .anyMatch(type -> type instanceof ObjectSchema object && HOLDERS.contains(object.name()));
  }

  private void provided(Surroundings around) {
    Meaning matched = around.matched();
    Meaning object = matched.isUnknown() ? AdmissionRequests.unknownObject() : matched;
    put("request", AdmissionRequests.of(object), "the admission request");
    put("serviceAccountName", text(), "the name of the service account that asks");
    put("serviceAccountNamespace", text(), "the namespace of the service account that asks");
    put(
        "images",
        Meaning.of(List.of(Objects.requireNonNull(TYPES.type("Images")))),
        "the images of the object's containers, by the containers' names");
  }

  private void loop(MapValue loop, int depth, boolean inList) {
    String list = loop.string("list");
    if (list == null || inList) {
      return;
    }
    loopsOverRequest &= list.strip().startsWith("request.");
    Meaning listed = JmesTypes.of(Expression.parse(list).root(), root(variables));
    Meaning item = listed.item().isUnknown() ? listed : listed.item();
    Meaning index = Meaning.of(List.of(ScalarSchema.of(ScalarSchema.Kind.INT)));
    String note = "an item of `" + list.strip() + "`";
    put("element", item, note);
    put("element" + depth, item, note);
    put("elementIndex", index, "the index of the item, from 0");
    put("elementIndex" + depth, index, "the index of the item, from 0");
  }

  /** The context entries of a holder, up to the one that the path leads through. */
  private void entries(MapValue holder, NodePath path) {
    ListValue entries = holder.list("context");
    for (Value value : entries == null ? List.<Value>of() : entries.values()) {
      if (path.steps().stream().anyMatch(step -> step.value() == value)) {
        return;
      }
      String name = value instanceof MapValue entry ? entry.string("name") : null;
      if (name != null && !name.isEmpty() && value instanceof MapValue entry) {
        variables.put(name, new Variable(meaning(entry), entry, note(entry)));
      }
    }
  }

  private void put(String name, Meaning meaning, String note) {
    variables.put(name, new Variable(meaning, null, note));
  }

  private static Meaning text() {
    return Meaning.of(List.of(ScalarSchema.of(ScalarSchema.Kind.STRING)));
  }

  private static String note(MapValue entry) {
    return switch (kind(entry)) {
      case "configMap" -> "a ConfigMap";
      case "apiCall" -> "the answer of an API call";
      case "imageRegistry" -> "what a registry says of an image";
      case "variable" -> "a variable of the context";
      case "globalReference" -> "an entry of the global context";
      default -> "a context entry";
    };
  }

  private static String kind(MapValue entry) {
    return entry.keys().stream().filter(key -> !key.equals("name")).findFirst().orElse("");
  }

  private Meaning meaning(MapValue entry) {
    MapValue body = entry.map(kind(entry));
    if (body == null) {
      return Meaning.UNKNOWN;
    }
    return switch (kind(entry)) {
      case "configMap" -> configMap(body);
      case "apiCall" -> selected(body, apiCall(body));
      case "imageRegistry" -> selected(body, KnownAnswers.image());
      case "variable" -> variable(body);
      default -> Meaning.UNKNOWN;
    };
  }

  private Meaning configMap(MapValue reference) {
    Map<String, Meaning> fields = new LinkedHashMap<>();
    Schema known = Objects.requireNonNull(TYPES.type("ConfigMapData"));
    String namespace = Objects.requireNonNullElse(reference.string("namespace"), "default");
    String name = reference.string("name");
    MapValue data = name == null ? null : configMaps.find(namespace, name);
    if (data != null) {
      fields.put("data", JmesTypes.of(data));
    }
    return new Meaning(List.of(known), fields, Dialect.PLAIN, List.of());
  }

  private Meaning selected(MapValue body, Meaning whole) {
    String path = body.string("jmesPath");
    return path == null || path.contains("{{")
        ? path == null ? whole : Meaning.UNKNOWN
        : JmesTypes.of(Expression.parse(path).root(), whole);
  }

  private Meaning variable(MapValue body) {
    Value value = body.child("value");
    String path = body.string("jmesPath");
    Meaning written = value == null ? Meaning.UNKNOWN : JmesTypes.of(value);
    Meaning found =
        path == null || path.contains("{{")
            ? written
            : JmesTypes.of(
                Expression.parse(path).root(), value == null ? root(variables) : written);
    return found.isUnknown() && value == null ? JmesTypes.of(body.child("default")) : found;
  }

  /** What an API call answers, by its path: {@code /api/v1/namespaces/NAME/pods}. */
  private Meaning apiCall(MapValue body) {
    String path = body.string("urlPath");
    if (path == null || body.map("service") != null) {
      return Meaning.UNKNOWN;
    }
    String plain = path.replaceAll("\\{\\{.*?}}", "x");
    int query = plain.indexOf('?');
    List<String> words =
        List.of(
            (query < 0 ? plain : plain.substring(0, query)).replaceAll("^/+|/+$", "").split("/+"));
    boolean core = words.get(0).equals("api");
    int version = core ? 1 : 2;
    if (words.size() <= version + 1 || (!core && !words.get(0).equals("apis"))) {
      return Meaning.UNKNOWN;
    }
    List<String> rest = words.subList(version + 1, words.size());
    if (rest.get(0).equals("namespaces") && rest.size() > 2) {
      rest = rest.subList(2, rest.size());
    }
    if (rest.size() > 2) {
      return Meaning.UNKNOWN;
    }
    String apiVersion = core ? words.get(1) : words.get(1) + "/" + words.get(2);
    return KnownAnswers.ofKind(apiVersion, rest.get(0), rest.size() == 1, schemas);
  }

  /** What {@code jmesPath} in an entry's body is evaluated over. */
  private Meaning whole(NodePath path) {
    List<NodePath.Step> steps = path.steps();
    NodePath.Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
    NodePath.Step above = steps.size() < 2 ? null : steps.get(steps.size() - 2);
    if (last == null
        || above == null
        || !"jmesPath".equals(last.key())
        || !(last.in() instanceof MapValue body)) {
      return root(variables);
    }
    return switch (Objects.requireNonNullElse(above.key(), "")) {
      case "apiCall" -> apiCall(body);
      case "imageRegistry" -> KnownAnswers.image();
      case "globalReference" -> Meaning.UNKNOWN;
      case "variable" ->
          body.child("value") == null ? root(variables) : JmesTypes.of(body.child("value"));
      default -> root(variables);
    };
  }
}
