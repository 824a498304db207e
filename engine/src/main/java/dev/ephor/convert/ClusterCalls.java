package dev.ephor.convert;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.Field;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Context entries that read from the cluster, as variables of the policy: config maps, and calls of
 * its API that only read.
 */
final class ClusterCalls {

  private static final Pattern STEP = Pattern.compile("(?:[^/{]|\\{(?!\\{)|\\{\\{.*?}})+");
  private static final Pattern TEXT = Pattern.compile("'([^']*\\{\\{[^']*)'");
  private static final Pattern ITEMS = Pattern.compile("(?<![.\\w\"'])items\\b");
  private static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of("v1", "ConfigMap");

  private final Map<String, String> variables;
  private final Map<String, Val> names;
  private final @Nullable Schema schema;

  /**
   * @param variables of the policy, to which those are added that are needed
   * @param names what expressions may name so far
   * @param schema of the object; null where it is not known
   */
  ClusterCalls(Map<String, String> variables, Map<String, Val> names, @Nullable Schema schema) {
    this.variables = variables;
    this.names = names;
    this.schema = schema;
  }

  /** What an entry with {@code configMap} stands for. */
  Val configMap(String name, MapValue configMap) throws NotConvertible {
    String where = text(Objects.requireNonNullElse(configMap.string("namespace"), ""), configMap);
    String what = text(Objects.requireNonNullElse(configMap.string("name"), ""), configMap);
    String namespace = where.equals("''") ? "'default'" : where;
    variables.put(
        variable(name), "resource.Get('v1', 'configmaps', " + namespace + ", " + what + ")");
    return new Val.Path(Ref.of("variables." + variable(name), KubernetesIndex.type(CONFIG_MAP)));
  }

  /** What an entry with {@code apiCall} stands for. */
  Val apiCall(String name, MapValue call) throws NotConvertible {
    String url = call.string("urlPath");
    String method = Objects.requireNonNullElse(call.string("method"), "GET");
    if (url == null || call.map("service") != null || !method.equals("GET")) {
      throw new NotConvertible(call, "an apiCall that is not a GET of the cluster");
    } else if (url.indexOf('?') >= 0) {
      throw new NotConvertible(call, "an apiCall with a selector");
    } else if (call.child("default") != null) {
      throw new NotConvertible(call, "a default of an apiCall");
    }
    Path path = path(url, call);
    String namespace = path.namespace() == null ? "''" : text(path.namespace(), call);
    String start =
        "(" + Cel.quoted(path.apiVersion()) + ", " + Cel.quoted(path.plural()) + ", " + namespace;
    String variable = "variables." + variable(name);
    ObjectSchema type = type(path);
    if (path.name() != null) {
      variables.put(variable(name), "resource.Get" + start + ", " + text(path.name(), call) + ")");
      Ref object = Ref.of(variable, type);
      return selected(call, object, fields(object, type));
    }
    boolean items = ITEMS.matcher(String.valueOf(call.string("jmesPath"))).find();
    variables.put(variable(name), "resource.List" + start + ")" + (items ? ".items" : ""));
    Ref list = Ref.of(variable, type == null ? null : new ListSchema(type, null));
    return items
        ? selected(call, list, Map.of("items", new Val.Path(list)))
        : selected(call, Ref.of(variable, null), Map.of());
  }

  private Val selected(MapValue call, Ref whole, Map<String, Val> fields) throws NotConvertible {
    String path = call.string("jmesPath");
    if (path == null || path.isBlank()) {
      return new Val.Path(whole);
    }
    Map<String, Val> known = new HashMap<>(fields);
    Matcher texts = TEXT.matcher(path);
    StringBuilder read = new StringBuilder();
    while (texts.find()) {
      // A text with variables in it is about the request, wherever in the expression it stands.
      String token = JmesCel.TOKEN + known.size();
      known.put(token, new Val.Expr(text(texts.group(1), call), Val.Type.TEXT));
      texts.appendReplacement(read, "'" + token + "'");
    }
    texts.appendTail(read);
    if (read.indexOf("{{") >= 0) {
      throw new NotConvertible(call, "variables in one another");
    }
    Expression parsed = Expression.parse(read.toString());
    if (parsed.syntaxError().isPresent()) {
      throw new NotConvertible(call, "a JMESPath expression with a syntax error");
    }
    return new JmesCel(known, schema, call).of(parsed.root(), null, false);
  }

  private static Map<String, Val> fields(Ref object, @Nullable ObjectSchema type) {
    Map<String, Val> fields = new HashMap<>();
    if (type != null) {
      for (Field field : type.fields()) {
        fields.put(field.name(), new Val.Path(object.child(field.name())));
      }
    }
    for (String field : List.of("metadata", "spec", "status", "data")) {
      fields.putIfAbsent(field, new Val.Path(object.child(field)));
    }
    return fields;
  }

  /**
   * The path of a call.
   *
   * @param namespace null for none
   * @param name null for all objects
   */
  private record Path(
      String apiVersion, String plural, @Nullable String namespace, @Nullable String name) {}

  private static Path path(String url, MapValue call) throws NotConvertible {
    List<String> steps = new ArrayList<>();
    Matcher found = STEP.matcher(url);
    while (found.find()) {
      steps.add(found.group());
    }
    boolean core = !steps.isEmpty() && steps.get(0).equals("api");
    int next = core ? 2 : 3;
    if (steps.size() <= next) {
      throw new NotConvertible(call, "an apiCall that asks for no objects");
    }
    String version = core ? steps.get(1) : steps.get(1) + "/" + steps.get(2);
    String namespace = null;
    if (steps.get(next).equals("namespaces") && steps.size() > next + 2) {
      namespace = steps.get(next + 1);
      next += 2;
    }
    String plural = steps.get(next);
    if (steps.size() > next + 2 || (version + plural).contains("{{")) {
      throw new NotConvertible(call, "an apiCall of a subresource, or of a type that is computed");
    }
    return new Path(
        version, plural, namespace, steps.size() > next + 1 ? steps.get(next + 1) : null);
  }

  private static @Nullable ObjectSchema type(Path path) {
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      if (kind.plural().equals(path.plural())
          && kind.type().apiVersion().equals(path.apiVersion())) {
        return KubernetesIndex.type(kind.type());
      }
    }
    return null;
  }

  private String text(String written, MapValue clause) throws NotConvertible {
    return new LiteralCel(names, schema).text(written, clause);
  }

  /** A name that CEL takes for a variable. */
  private static String variable(String name) {
    Matcher joint = Pattern.compile("[^A-Za-z0-9_]+(.?)").matcher(name);
    return joint.replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
