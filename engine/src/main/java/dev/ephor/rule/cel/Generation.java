package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelGeneration;
import dev.ephor.rule.Finding;
import dev.ephor.rule.cel.TemplatePart.Unrendered;
import dev.ephor.text.Span;
import dev.ephor.value.GoJson;
import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the {@code generate} of a GeneratingPolicy, compiled. */
sealed interface Generation {

  /** The longest clause that a message shows. */
  int LONGEST = 100_000;

  /** Asks for what is to be created; gives why that cannot be, null where it can. */
  @Nullable Failure run(Scope scope, String policyNamespace);

  /**
   * Why nothing is created.
   *
   * @param message in the reference's words
   * @param clause what failed
   * @param within where in the clause's text; null for all of it
   */
  record Failure(String message, CelClause clause, @Nullable Span within) {

    Finding finding(AdmittedObject object) {
      Finding whole = object.finding(clause.node());
      return within == null
          ? whole
          : new Finding(
              whole.manifest(), whole.clause(), new Finding.Part(clause.expression(), within), "");
    }
  }

  /** An expression that calls {@code generator.Apply}. */
  record Expression(Program program) implements Generation {
    @Override
    public @Nullable Failure run(Scope scope, String policyNamespace) {
      return program.evaluate(scope) instanceof Program.Failed failed
          ? new Failure(failed.message(), program.clause(), null)
          : null;
    }
  }

  /** A text with the objects to be created. */
  record Template(GenerationTemplate template) implements Generation {
    @Override
    public @Nullable Failure run(Scope scope, String policyNamespace) {
      try {
        template
            .render(scope, policyNamespace)
            .forEach(made -> scope.input().generate(made.namespace(), made.object()));
        return null;
      } catch (Unrendered unrendered) {
        return new Failure(unrendered.message(), template.text(), unrendered.within());
      }
    }
  }

  /**
   * Compiles.
   *
   * @param path where the clause stands: {@code spec.generate[0]}
   * @throws BrokenPolicy where it has not exactly one of an expression and a template, or what it
   *     has cannot be compiled
   */
  static Generation of(String path, CelGeneration written, KyvernoCompiler compiler)
      throws BrokenPolicy {
    if (written.template() != null && written.expression() != null) {
      throw broken(
          path,
          written.node(),
          "Invalid value: " + GoJson.write(written.node(), LONGEST),
          "only one of expression or template may be set");
    } else if (written.template() != null) {
      return new Template(
          TemplateCompiler.of(path + ".template.value", written.template(), compiler));
    } else if (written.expression() != null) {
      return new Expression(compiler.any(path + ".expression", written.expression()));
    }
    throw broken(
        path, written.node(), "Required value", "one of expression or template must be set");
  }

  private static BrokenPolicy broken(String path, MapValue node, String verdict, String reason) {
    CelClause clause = new CelClause("", "", node);
    return new BrokenPolicy(List.of(new FieldError(path, clause, verdict, reason, reason, null)));
  }
}
