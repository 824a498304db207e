package dev.ephor.rule.variable;

import dev.ephor.expression.template.Template;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a rule's {@code context}, read once.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/external-data-sources/">Kyverno:
 *     external data sources</a>
 */
public sealed interface ContextEntry {

  /** The name under which queries ask for it. */
  String name();

  /** The whole entry. */
  MapValue node();

  /**
   * A variable made of others.
   *
   * @param jmesPath what is taken of the value, or of the variables where there is none; null for
   *     the value as it is
   * @param value null for none
   * @param fallback what holds where there is nothing else; null for none
   */
  record Variable(
      String name,
      MapValue node,
      @Nullable Template jmesPath,
      @Nullable Template value,
      @Nullable Template fallback)
      implements ContextEntry {}

  /** A config map of the cluster. */
  record ConfigMap(String name, MapValue node, Template configMap, Template namespace)
      implements ContextEntry {}

  /**
   * What a call of the Kubernetes API or of a service gives.
   *
   * @param call everything that is said of the call
   */
  record ApiCall(String name, MapValue node, Template call) implements ContextEntry {}

  /**
   * An entry of the global context.
   *
   * @param reference its name and what is taken of it
   */
  record GlobalReference(String name, MapValue node, Template reference) implements ContextEntry {}

  /**
   * What a registry tells of an image.
   *
   * @param reference the image
   * @param jmesPath what is taken of the answer
   */
  record ImageRegistry(String name, MapValue node, Template reference, Template jmesPath)
      implements ContextEntry {}

  /** Reads entries; what is no entry is left out. */
  static List<ContextEntry> read(@Nullable Value entries) {
    List<ContextEntry> read = new ArrayList<>();
    if (entries instanceof ListValue list) {
      for (Value item : list.values()) {
        String name = item instanceof MapValue map ? map.string("name") : null;
        if (name != null) {
          read.add(read(name, (MapValue) item));
        }
      }
    }
    return List.copyOf(read);
  }

  /** Of several kinds in one entry the reference takes the first in this order. */
  private static ContextEntry read(String name, MapValue node) {
    MapValue configMap = node.map("configMap");
    MapValue apiCall = node.map("apiCall");
    MapValue global = node.map("globalReference");
    MapValue image = node.map("imageRegistry");
    if (configMap != null) {
      return new ConfigMap(name, node, text(configMap, "name"), text(configMap, "namespace"));
    } else if (apiCall != null) {
      return new ApiCall(name, node, Template.of(apiCall));
    } else if (global != null) {
      return new GlobalReference(name, node, Template.of(global));
    } else if (image != null) {
      return new ImageRegistry(name, node, text(image, "reference"), text(image, "jmesPath"));
    }
    MapValue variable = node.map("variable");
    return variable == null
        ? new Variable(name, node, null, null, null)
        : new Variable(
            name,
            node,
            template(variable, "jmesPath"),
            template(variable, "value"),
            template(variable, "default"));
  }

  private static @Nullable Template template(MapValue variable, String field) {
    Value written = variable.child(field);
    boolean absent =
        written == null
            || written.isNull()
            || (field.equals("jmesPath") && "".equals(written.asString()));
    return written == null || absent ? null : Template.of(written);
  }

  private static Template text(MapValue map, String field) {
    Value written = map.child(field);
    return Template.of(written == null ? new Scalar("", map.source(), map.node()) : written);
  }

  /**
   * Whether a query mentions this entry. As in the reference the name must stand alone, and not
   * after a dot, wherever it is in the text.
   */
  default boolean isMentionedIn(String query) {
    String name = name();
    if (name.isEmpty()) {
      return false;
    }
    for (int at = query.indexOf(name); at >= 0; at = query.indexOf(name, at + 1)) {
      int end = at + name.length();
      boolean starts = at == 0 || !(isWord(query.charAt(at - 1)) && query.charAt(at - 1) != '_');
      starts &= at == 0 || query.charAt(at - 1) != '.';
      boolean ends =
          isWord(name.charAt(name.length() - 1))
              != (end < query.length() && isWord(query.charAt(end)));
      if (starts && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
