package dev.ephor.policy.check;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.SyntaxProblem;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A context entry has a free name and exactly one source, complete. */
final class ContextEntries implements RuleCheck {

  private static final List<String> SOURCES =
      List.of("configMap", "apiCall", "globalReference", "imageRegistry", "variable");
  private static final List<String> TAKEN =
      List.of(
          "images",
          "request",
          "serviceAccountName",
          "serviceAccountNamespace",
          "element",
          "elementIndex");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    for (MapValue entry : PolicyView.maps(rule.map().list("context"))) {
      String[] reason = reason(entry);
      if (reason != null) {
        found.accept(
            Finding.refusal(
                entry.place(Place.Part.KEY),
                "bad-context-entry",
                reason[1],
                "path: " + rule.path() + ": " + reason[0]));
      }
    }
  }

  /** The reference's reason and ours; null for an entry in order. */
  private static String @Nullable [] reason(MapValue entry) {
    String name = PolicyView.text(entry, "name");
    if (name.isEmpty()) {
      return both("a name is required for context entries", "this context entry has no name");
    }
    for (String taken : TAKEN) {
      if (name.equals(taken) || name.startsWith(taken + ".")) {
        return both(
            "entry name "
                + name
                + " is invalid as it conflicts with a pre-defined variable "
                + taken,
            "the name " + taken + " is taken by Kyverno: choose another");
      }
    }
    List<String> sources =
        SOURCES.stream().filter(source -> PolicyView.set(entry, source)).toList();
    if (sources.size() != 1) {
      return both(
          "exactly one of configMap or apiCall or imageRegistry or variable is required for context"
              + " entries",
          "a context entry has exactly one of " + String.join(", ", SOURCES));
    }
    MapValue source = PolicyView.map(entry, sources.get(0));
    String path = PolicyView.text(source, "jmesPath");
    SyntaxProblem problem =
        path.isEmpty() || !Template.variables(path).isEmpty()
            ? null
            : Expression.parse(path).syntaxError().orElse(null);
    String[] incomplete = incomplete(sources.get(0), source);
    if (incomplete == null && problem != null) {
      return both(
          "failed to parse JMESPath " + path + ": " + problem.message(),
          path + " is not a JMESPath expression: " + problem.message());
    }
    return incomplete;
  }

  private static String @Nullable [] incomplete(String kind, MapValue source) {
    return switch (kind) {
      case "configMap" -> configMap(source);
      case "apiCall" ->
          PolicyView.holds(source, "urlPath") && source.child("service") != null
              ? both(
                  "a URLPath cannot be used for service API calls",
                  "urlPath asks the cluster, service another server: keep one")
              : null;
      case "imageRegistry" ->
          PolicyView.text(source, "reference").isEmpty()
              ? both(
                  "a ref is required for imageRegistry context entry",
                  "imageRegistry needs a reference")
              : null;
      case "variable" -> variable(source);
      default -> null;
    };
  }

  private static String @Nullable [] configMap(MapValue source) {
    for (String field : List.of("name", "namespace")) {
      if (PolicyView.text(source, field).isEmpty()) {
        return both(
            "a " + field + " is required for configMap context entry",
            "configMap needs a " + field);
      }
    }
    return null;
  }

  private static String @Nullable [] variable(MapValue source) {
    boolean path = !PolicyView.text(source, "jmesPath").isEmpty();
    if (!PolicyView.set(source, "value") && !path) {
      return both(
          "a variable must define a value or a jmesPath expression",
          "a variable needs a value or a jmesPath");
    }
    if (PolicyView.set(source, "default") && !path) {
      return both(
          "a variable must define a default value only when a jmesPath expression is defined",
          "a default only serves beside jmesPath");
    }
    return null;
  }

  private static String[] both(String reference, String message) {
    return new String[] {reference, message};
  }
}
