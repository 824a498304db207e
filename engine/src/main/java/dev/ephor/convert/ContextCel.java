package dev.ephor.convert;

import dev.ephor.expression.template.Template;
import dev.ephor.schema.Schema;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code context} of a rule: what its variables stand for, put in their places. */
final class ContextCel {

  /** Entries whose data nobody can make up, so that nothing could be proven. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "globalReference", "a globalReference: what the entry holds is not known to the proof",
          "imageRegistry", "an imageRegistry entry: the proof has no registry to ask");

  private ContextCel() {}

  /**
   * What the entries of a rule are named.
   *
   * @param variables of the policy, to which those are added that ask the cluster
   */
  static Map<String, Val> names(
      @Nullable ListValue context, @Nullable Schema schema, Map<String, String> variables)
      throws NotConvertible {
    Map<String, Val> names = new HashMap<>();
    add(context, schema, names, variables);
    return names;
  }

  /** Adds the entries of a loop, which cannot ask the cluster: a variable knows no element. */
  static void add(@Nullable ListValue context, @Nullable Schema schema, Map<String, Val> names)
      throws NotConvertible {
    add(context, schema, names, null);
  }

  private static void add(
      @Nullable ListValue context,
      @Nullable Schema schema,
      Map<String, Val> names,
      @Nullable Map<String, String> variables)
      throws NotConvertible {
    for (Value item : context == null ? List.<Value>of() : context.values()) {
      if (item instanceof MapValue entry) {
        String name = entry.string("name");
        MapValue variable = entry.map("variable");
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
          if (entry.child(other.getKey()) != null) {
            throw new NotConvertible(entry, other.getValue());
          }
        }
        MapValue configMap = entry.map("configMap");
        MapValue apiCall = entry.map("apiCall");
        if ((configMap != null || apiCall != null) && (variables == null || name == null)) {
          throw new NotConvertible(entry, "a context entry of a loop that asks the cluster");
        } else if (configMap != null && variables != null && name != null) {
          names.put(name, new ClusterCalls(variables, names, schema).configMap(name, configMap));
          continue;
        } else if (apiCall != null && variables != null && name != null) {
          names.put(name, new ClusterCalls(variables, names, schema).apiCall(name, apiCall));
          continue;
        }
        if (name == null || variable == null || name.indexOf('.') >= 0) {
          throw new NotConvertible(entry, "a context entry that is no variable");
        }
        names.put(name, variable(variable, schema, names));
      }
    }
  }

  private static Val variable(MapValue variable, @Nullable Schema schema, Map<String, Val> names)
      throws NotConvertible {
    JmesCel jmes = new JmesCel(names, schema, variable);
    Value value = variable.child("value");
    String path = variable.string("jmesPath");
    Value fallback = variable.child("default");
    if (value != null && path != null) {
      throw new NotConvertible(variable, "a variable with both a value and a JMESPath expression");
    }
    if (value != null && !Template.concerns(value)) {
      return new Val.Const(value);
    }
    String text = value == null ? null : value.asString();
    if (text == null && path == null) {
      throw new NotConvertible(variable, "a variable whose value is a map or list with variables");
    }
    if (path != null && Template.concerns(path)) {
      throw new NotConvertible(variable, "variables in one another");
    }
    Val read = path != null ? jmes.list(path) : TextCel.of(String.valueOf(text), jmes, variable);
    if (fallback == null || fallback.isNull()) {
      return path != null ? jmes.of(path) : read;
    } else if (read instanceof Val.Path known && known.ref().optional()) {
      Val.Type type = read.type() == Val.Type.UNKNOWN ? JmesLiterals.type(fallback) : read.type();
      return new Val.Expr(known.ref().or(jmes.literal(fallback)), type);
    }
    if (read instanceof Val.Each && fallback instanceof ListValue list && list.isEmpty()) {
      return read;
    } else if (read instanceof Val.Expr) {
      return read;
    }
    throw new NotConvertible(variable, "a default of a variable that is no plain field");
  }
}
