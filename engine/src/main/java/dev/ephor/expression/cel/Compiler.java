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
  private final Map<String, CelType> variableTypes;

  /** Whether the dialect starts from Kubernetes' environment, with its checks and limits. */
  private final boolean kubernetes;

  Compiler(CelDialect dialect, boolean namespaced, Map<String, CelExpression> variables) {
    this.dialect = dialect;
    Map<String, CelType> types = new HashMap<>();
    variables.forEach((name, definition) -> types.put(name, (CelType) definition.typeHandle()));
    this.kubernetes = dialect.isOfKubernetes();
    this.variableTypes = Map.copyOf(types);
    this.checker = Checker.of(dialect, namespaced);
  }

  CelCompilation compile(String text) {
    try {
      CelAbstractSyntaxTree tree = check(text);
      Planner planner = new Planner(tree, checker.functions(), kubernetes);
      Node root = planner.plan(tree.getExpr());
      CelType type = tree.getResultType();
      return new CelExpression(
          text,
          TypeNames.of(type),
          type,
          root,
          planner.slots(),
          costLimit(),
          () -> explainer(text));
    } catch (Refused refused) {
      return refused.problem();
    } catch (PlanProblem problem) {
      return CelProblem.of(problem.reason());
    }
  }

  /** Compiles a text again that compiles, this time with what an explanation needs. */
  private Explainer explainer(String text) {
    try {
      CelAbstractSyntaxTree tree = check(text);
      return Explainer.of(text, tree, checker.functions(), kubernetes, costLimit());
    } catch (Refused | PlanProblem changed) {
      throw new IllegalStateException("an expression compiles once and not again", changed);
    }
  }

  private long costLimit() {
    return kubernetes ? Frame.COST_LIMIT : Frame.OWN_LIMIT;
  }

  private CelAbstractSyntaxTree check(String text) throws Refused {
    CelValidationResult parsed = checker.parser().parse(text);
    if (parsed.hasError()) {
      throw new Refused(Problems.ofParsing(text, parsed.getErrors()));
    }
    CelAbstractSyntaxTree tree;
    try {
      CelCompiler compiler = checker.compilerFor(parsed.getAst().getExpr(), variableTypes);
      if (dialect.makesObjects()) {
        compiler = MadeTypes.declaredIn(text, compiler);
      }
      CelValidationResult checked = compiler.check(parsed.getAst());
      if (checked.hasError()) {
        throw new Refused(Problems.of(text, checked.getErrors()));
      }
      tree = checked.getAst();
    } catch (CelValidationException wrong) {
      throw new Refused(Problems.of(text, wrong.getErrors()));
    }
    List<Validators.Found> found =
        Validators.check(tree, dialect != CelDialect.GENERATING, kubernetes);
    if (!found.isEmpty()) {
      throw new Refused(Problems.of(text, tree, found));
    }
    return tree;
  }

  /** A text is no expression of this environment. */
  private static final class Refused extends Exception {
    private final transient CelProblem problem;

    Refused(CelProblem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    CelProblem problem() {
      return problem;
    }
  }
}
