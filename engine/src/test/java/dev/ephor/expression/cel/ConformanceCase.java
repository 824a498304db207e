package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.compiler.CelCompilerBuilder;
import dev.ephor.context.Facts;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A case of the CEL specification's conformance tests.
 *
 * @param file the file of the specification, such as {@code basic}
 * @param section within it
 * @param json the case as it is published
 */
record ConformanceCase(String file, String section, MapValue json) {

  /** All cases of a published tree of suites. */
  static List<ConformanceCase> in(MapValue tests) {
    List<ConformanceCase> cases = new ArrayList<>();
    for (Value file : tests.list("suites").values()) {
      collect((MapValue) file, ((MapValue) file).string("name"), cases);
    }
    return cases;
  }

  private static void collect(MapValue suite, String file, List<ConformanceCase> cases) {
    for (Value test : items(suite, "tests")) {
      cases.add(new ConformanceCase(file, suite.string("name"), ((MapValue) test).map("original")));
    }
    for (Value inner : items(suite, "suites")) {
      collect((MapValue) inner, file, cases);
    }
  }

  private static List<Value> items(MapValue map, String key) {
    ListValue list = map.list(key);
    return list == null ? List.of() : list.values();
  }

  String name() {
    return file + "/" + section + "/" + json.string("name");
  }

  String expression() {
    return json.string("expr");
  }

  boolean unchecked() {
    return json.child("disableCheck") != null;
  }

  /** The value with its type, {@code error}, or the static type where only that is asked for. */
  String expected() {
    if (json.child("evalError") != null) {
      return "error";
    }
    MapValue typed = json.map("typedResult");
    if (typed != null) {
      String type = TypeNames.of(ConformanceTypes.of(typed.map("deducedType")));
      return typed.map("result") == null
          ? "type " + type
          : ConformanceValues.text(ConformanceValues.of(typed.map("result"))) + " of type " + type;
    }
    MapValue value = json.map("value");
    return value == null ? "true" : ConformanceValues.text(ConformanceValues.of(value));
  }

  /** What comes of it here, in the same form. */
  String answer(CelDialect dialect) {
    Checker checker = Checker.of(dialect, false);
    CelValidationResult parsed = checker.parser().parse(expression());
    if (parsed.hasError()) {
      return "error: " + parsed.getErrorString();
    }
    CelAbstractSyntaxTree tree;
    try {
      tree = check(checker, parsed.getAst().getExpr(), parsed.getAst());
    } catch (CelValidationException wrong) {
      return "error: " + wrong.getMessage();
    }
    String type = TypeNames.of(tree.getResultType());
    if (json.child("checkOnly") != null) {
      return "type " + type;
    }
    // Literals may mix types, which only Kubernetes' own checks forbid.
    List<Validators.Found> found = Validators.check(tree, false, true);
    if (!found.isEmpty()) {
      return "error: " + found.get(0);
    }
    return evaluated(checker, tree, type);
  }

  private CelAbstractSyntaxTree check(Checker checker, CelExpr parsed, CelAbstractSyntaxTree tree)
      throws CelValidationException {
    CelCompilerBuilder builder = checker.compilerFor(parsed, Map.of()).toCompilerBuilder();
    String container = json.string("container");
    if (container != null) {
      builder.setContainer(dev.cel.common.CelContainer.ofName(container));
    }
    for (Value value : items(json, "typeEnv")) {
      MapValue declared = (MapValue) value;
      String name = declared.string("name");
      MapValue ident = declared.map("ident");
      if (ident == null) {
        builder.addFunctionDeclarations(ConformanceTypes.function(name, declared.map("function")));
      } else {
        builder.addVar(name, ConformanceTypes.of(ident.map("type")));
      }
    }
    return builder.build().check(tree).getAst();
  }

  private String evaluated(Checker checker, CelAbstractSyntaxTree tree, String type) {
    CelResult result;
    try {
      Planner planner = new Planner(tree, checker.functions(), true);
      Node root = planner.plan(tree.getExpr());
      CelExpression expression =
          new CelExpression(
              expression(),
              type,
              tree.getResultType(),
              root,
              planner.slots(),
              Frame.COST_LIMIT,
              () -> Explainer.of(expression(), tree, checker.functions(), true, Frame.COST_LIMIT));
      result = expression.evaluate(CelInput.of(bindings(), NOTHING));
    } catch (PlanProblem problem) {
      return "error: " + problem.reason();
    }
    if (result instanceof CelResult.Failure failure) {
      return "error: " + failure.message();
    }
    String value = ConformanceValues.text(((CelResult.Success) result).value());
    return json.child("typedResult") == null ? value : value + " of type " + type;
  }

  private Map<String, Object> bindings() {
    Map<String, Object> bindings = new HashMap<>();
    MapValue given = json.map("bindings");
    for (int i = 0; given != null && i < given.size(); i++) {
      bindings.put(
          given.keyAt(i), ConformanceValues.of(((MapValue) given.valueAt(i)).map("value")));
    }
    return bindings;
  }

  private static final Facts NOTHING =
      new Facts() {
        @Override
        public <T> T ask(dev.ephor.context.Question<T> question) {
          throw new AssertionError("the standard language asks for nothing: " + question);
        }
      };
}
