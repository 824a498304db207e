package dev.ephor.expression.cel;

import dev.ephor.expression.cel.function.AuthorizerLibrary;
import dev.ephor.expression.cel.function.BorrowedLibrary;
import dev.ephor.expression.cel.function.DocumentLibrary;
import dev.ephor.expression.cel.function.EncodersLibrary;
import dev.ephor.expression.cel.function.EnvoyAnswerLibrary;
import dev.ephor.expression.cel.function.FormatLibrary;
import dev.ephor.expression.cel.function.Handle;
import dev.ephor.expression.cel.function.HashLibrary;
import dev.ephor.expression.cel.function.HttpAnswerLibrary;
import dev.ephor.expression.cel.function.HttpLibrary;
import dev.ephor.expression.cel.function.ImageLibrary;
import dev.ephor.expression.cel.function.ImageVerifyLibrary;
import dev.ephor.expression.cel.function.Library;
import dev.ephor.expression.cel.function.ListsLibrary;
import dev.ephor.expression.cel.function.LoopLibrary;
import dev.ephor.expression.cel.function.MathLibrary;
import dev.ephor.expression.cel.function.McpLibrary;
import dev.ephor.expression.cel.function.NetworkLibrary;
import dev.ephor.expression.cel.function.OptionalLibrary;
import dev.ephor.expression.cel.function.Overload;
import dev.ephor.expression.cel.function.PatchLibrary;
import dev.ephor.expression.cel.function.QuantityLibrary;
import dev.ephor.expression.cel.function.RegexLibrary;
import dev.ephor.expression.cel.function.SemverLibrary;
import dev.ephor.expression.cel.function.SetsLibrary;
import dev.ephor.expression.cel.function.StandardLibrary;
import dev.ephor.expression.cel.function.StringsLibrary;
import dev.ephor.expression.cel.function.TimeLibrary;
import dev.ephor.expression.cel.function.TokenLibrary;
import dev.ephor.expression.cel.function.TransformLibrary;
import dev.ephor.expression.cel.function.UrlLibrary;
import dev.ephor.expression.cel.function.UserLibrary;
import dev.ephor.expression.cel.function.WorldLibrary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which variables and libraries each dialect has. */
final class Dialects {

  /** Types of libraries that expressions may name. */
  static final List<String> TYPE_NAMES = List.of("net.IP", "net.CIDR");

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
    for (Library library : libraries(dialect, namespaced)) {
      overloads.addAll(library.overloads());
    }
    boolean loose =
        dialect != CelDialect.IMAGE_VALIDATING
            && !dialect.isAboutRequests()
            && dialect != CelDialect.IMAGE_REFERENCE
            && !dialect.isPlain();
    if (loose) {
      overloads.add(OptionalLibrary.LOOSE_OR_VALUE);
    }
    return new Vocabulary(variables(dialect), overloads, loose, dialect.isOfKubernetes());
  }

  static List<Library> libraries(CelDialect dialect, boolean namespaced) {
    List<Library> libraries =
        new ArrayList<>(
            List.of(
                StandardLibrary.library(),
                OptionalLibrary.library(),
                LoopLibrary.library(),
                StringsLibrary.library(),
                ListsLibrary.library(),
                MathLibrary.library(),
                SetsLibrary.library(),
                EncodersLibrary.library(),
                RegexLibrary.library(),
                UrlLibrary.library(),
                NetworkLibrary.library(),
                QuantityLibrary.library(),
                SemverLibrary.library(),
                FormatLibrary.library()));
    if (dialect.isOfKubernetes()) {
      // All but the variable itself belongs to the environment that Kubernetes starts from.
      libraries.add(AuthorizerLibrary.library());
    }
    if (dialect.isOfDefinition()) {
      return libraries;
    }
    if (dialect.isPlain()) {
      libraries.add(PatchLibrary.library());
      return libraries;
    }
    libraries.add(ImageLibrary.library());
    if (dialect == CelDialect.IMAGE_REFERENCE) {
      return libraries;
    }
    libraries.add(WorldLibrary.resource(namespaced));
    libraries.add(HttpLibrary.library());
    libraries.add(WorldLibrary.imageData());
    if (dialect.isAboutRequests()) {
      libraries.add(
          dialect == CelDialect.HTTP ? HttpAnswerLibrary.library() : EnvoyAnswerLibrary.library());
      libraries.add(DocumentLibrary.unmarshal());
      libraries.add(TokenLibrary.library());
      libraries.add(McpLibrary.library());
      return libraries;
    }
    libraries.add(WorldLibrary.globalContext());
    libraries.add(HashLibrary.library());
    libraries.add(DocumentLibrary.library());
    libraries.add(DocumentLibrary.gzip());
    libraries.add(TimeLibrary.library());
    libraries.add(BorrowedLibrary.random());
    libraries.add(TransformLibrary.library());
    if (dialect != CelDialect.GENERATING && dialect != CelDialect.DELETING) {
      libraries.add(UserLibrary.library());
    }
    if (dialect != CelDialect.IMAGE_VALIDATING) {
      libraries.add(BorrowedLibrary.certificates());
    }
    if (dialect == CelDialect.IMAGE_VALIDATING) {
      libraries.add(ImageVerifyLibrary.library());
    }
    if (dialect == CelDialect.GENERATING) {
      libraries.add(WorldLibrary.generator(namespaced));
    }
    if (dialect == CelDialect.MUTATING) {
      libraries.add(PatchLibrary.library());
    }
    return libraries;
  }

  static Map<String, String> variables(CelDialect dialect) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (dialect == CelDialect.IMAGE_REFERENCE) {
      variables.put("ref", "string");
      return variables;
    }
    if (dialect.isOfDefinition()) {
      variables.put("self", "dyn");
      if (dialect != CelDialect.RESOURCE) {
        variables.put(
            "oldSelf", dialect == CelDialect.RESOURCE_OR_CHANGE ? "optional(dyn)" : "dyn");
      }
      return variables;
    }
    if (dialect.isAboutRequests()) {
      boolean http = dialect == CelDialect.HTTP;
      variables.put("object", http ? "http.CheckRequest" : "envoy.service.auth.v3.CheckRequest");
      variables.put("variables", "kyverno.variables");
      for (String name : List.of("resource", "http", "image", "json", "mcp")) {
        variables.put(name, Handle.typeOf(name));
      }
      McpLibrary.constants().keySet().forEach(name -> variables.put(name, "string"));
      return variables;
    }
    variables.put("object", "dyn");
    variables.put("oldObject", "dyn");
    variables.put("request", "kubernetes.AdmissionRequest");
    variables.put("namespaceObject", "kubernetes.Namespace");
    if (dialect != CelDialect.EXCEPTION) {
      variables.put("variables", "kyverno.variables");
    }
    if (!dialect.isPlain()) {
      for (String name : List.of("resource", "http", "globalContext", "image", "json", "yaml")) {
        variables.put(name, Handle.typeOf(name));
      }
    }
    if (dialect == CelDialect.GENERATING) {
      variables.put("generator", Handle.typeOf("generator"));
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
      case MUTATING_ADMISSION_WITH_PARAMETERS -> variables.put("params", "dyn");
      default -> {}
    }
    return variables;
  }
}
