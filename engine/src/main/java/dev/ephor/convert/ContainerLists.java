package dev.ephor.convert;

import dev.ephor.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a policy for containers of several lists together. */
final class ContainerLists {

  private static final Set<String> MORE = Set.of("initContainers", "ephemeralContainers");

  private final Map<String, String> variables = new LinkedHashMap<>();

  /** Whether a key holds containers besides the main ones. */
  static boolean has(String key) {
    return MORE.contains(key);
  }

  /** The main containers and those under other keys as one list. */
  Ref together(Ref spec, List<String> keys) {
    StringBuilder sum = new StringBuilder(spec.child("containers").or("[]"));
    for (String key : keys) {
      sum.append(" +\n").append(spec.child(key).or("[]"));
    }
    return named(sum.toString(), "Containers", spec.child("containers").schema());
  }

  /** A variable for an expression that is a list. */
  Ref named(String expression, String what, @Nullable Schema schema) {
    String name = null;
    for (Map.Entry<String, String> known : variables.entrySet()) {
      if (known.getValue().equals(expression)) {
        name = known.getKey();
      }
    }
    if (name == null) {
      name = "all" + what + (variables.isEmpty() ? "" : String.valueOf(variables.size() + 1));
      variables.put(name, expression);
    }
    String text = "variables." + name;
    return new Ref(text, text, false, Cel.Text.TRUE, "containers", schema);
  }

  /** Expressions by the names of variables, in the order in which they were needed. */
  Map<String, String> variables() {
    return variables;
  }
}
