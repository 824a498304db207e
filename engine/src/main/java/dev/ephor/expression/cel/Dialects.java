package dev.ephor.expression.cel;

import dev.ephor.expression.cel.function.LoopLibrary;
import dev.ephor.expression.cel.function.OptionalLibrary;
import dev.ephor.expression.cel.function.Overload;
import dev.ephor.expression.cel.function.StandardLibrary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which variables and libraries each dialect has. */
final class Dialects {

  /** Types of libraries that expressions may name. */
  static final List<String> TYPE_NAMES = List.of();

  private Dialects() {}

  /**
   * @param variables the types of the variables by their names
   * @param overloads all functions
   * @param loose whether {@code orValue} also takes what is no optional
   * @param twoVariables whether loops may have two variables
   */
  record Vocabulary(
      Map<String, String> variables,
      List<Overload> overloads,
      boolean loose,
      boolean twoVariables) {}

  static Vocabulary of(CelDialect dialect, boolean namespaced) {
    List<Overload> overloads = new ArrayList<>();
    overloads.addAll(StandardLibrary.library().overloads());
    overloads.addAll(OptionalLibrary.library().overloads());
    overloads.addAll(LoopLibrary.library().overloads());
    boolean loose =
        dialect != CelDialect.IMAGE_VALIDATING
            && dialect != CelDialect.IMAGE_REFERENCE
            && dialect != CelDialect.ADMISSION;
    if (loose) {
      overloads.add(OptionalLibrary.LOOSE_OR_VALUE);
    }
    return new Vocabulary(
        variables(dialect),
        overloads,
        loose,
        dialect == CelDialect.VALIDATING
            || dialect == CelDialect.MUTATING
            || dialect == CelDialect.IMAGE_VALIDATING
            || dialect == CelDialect.EXCEPTION
            || dialect == CelDialect.ADMISSION);
  }

  private static Map<String, String> variables(CelDialect dialect) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (dialect == CelDialect.IMAGE_REFERENCE) {
      variables.put("ref", "string");
      return variables;
    }
    variables.put("object", "dyn");
    variables.put("oldObject", "dyn");
    variables.put("request", "kubernetes.AdmissionRequest");
    variables.put("namespaceObject", "kubernetes.Namespace");
    if (dialect != CelDialect.EXCEPTION) {
      variables.put("variables", "kyverno.variables");
    }
    switch (dialect) {
      case VALIDATING, MUTATING, GENERATING -> variables.put("exceptions", "libs.Exception");
      case IMAGE_VALIDATING -> {
        variables.put("images", "map(string, list(string))");
        variables.put("attestors", "map(string, dyn)");
        variables.put("attestations", "map(string, string)");
      }
      case ADMISSION -> {
        variables.put("params", "dyn");
        variables.put("authorizer", "kubernetes.authorization.Authorizer");
        variables.put("authorizer.requestResource", "kubernetes.authorization.ResourceCheck");
      }
      default -> {}
    }
    return variables;
  }
}
