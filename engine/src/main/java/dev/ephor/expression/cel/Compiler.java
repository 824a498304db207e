package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a text into an expression: parses and checks it with {@code dev.cel}, then plans it. */
final class Compiler {

  private final CelDialect dialect;
  private final Checker checker;
  private final boolean homogeneous;

  Compiler(CelDialect dialect, boolean namespaced, Map<String, CelExpression> variables) {
    this.dialect = dialect;
    Map<String, CelType> types = new HashMap<>();
    variables.forEach((name, definition) -> types.put(name, (CelType) definition.typeHandle()));
    this.homogeneous =
        dialect != CelDialect.GENERATING && dialect != CelDialect.IMAGE_REFERENCE;
    this.checker = Checker.of(dialect, namespaced, types);
  }

  CelCompilation compile(String text) {
    CelCompiler compiler = checker.compiler();
    if (dialect == CelDialect.MUTATING) {
      compiler = MadeTypes.declaredIn(text, compiler);
    }
    CelValidationResult result = compiler.compile(text);
    if (result.hasError()) {
      return Problems.of(text, result.getErrors());
    }
    CelAbstractSyntaxTree tree;
    try {
      tree = result.getAst();
    } catch (CelValidationException wrong) {
      return Problems.of(text, wrong.getErrors());
    }
    List<Validators.Found> found = Validators.check(tree, homogeneous);
    if (!found.isEmpty()) {
      return Problems.of(text, tree, found);
    }
    try {
      Planner planner = new Planner(tree, checker.functions());
      Node root = planner.plan(tree.getExpr());
      CelType type = tree.getResultType();
      return new CelExpression(text, TypeNames.of(type), type, root, planner.slots());
    } catch (PlanProblem problem) {
      return CelProblem.of(problem.reason());
    }
  }
}
