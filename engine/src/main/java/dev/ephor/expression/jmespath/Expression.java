package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A parsed expression: immutable, and as often evaluated as one likes, from any thread. */
public final class Expression {

  private final String text;
  private final Node root;
  private final List<SyntaxProblem> problems;

  private Expression(String text, Node root, List<SyntaxProblem> problems) {
    this.text = text;
    this.root = root;
    this.problems = List.copyOf(problems);
  }

  /** Parses an expression. Never throws: what is wrong is among the {@link #problems}. */
  public static Expression parse(String text) {
    List<SyntaxProblem> problems = new ArrayList<>();
    Node root = Parser.parse(text, problems);
    return new Expression(text, root, problems);
  }

  public String text() {
    return text;
  }

  /** The tree; where a part could not be read there is a {@link Node.Missing}. */
  public Node root() {
    return root;
  }

  /** What is wrong with the text. */
  public List<SyntaxProblem> problems() {
    return problems;
  }

  /** The problem for which the reference refuses the expression, if it does. */
  public Optional<SyntaxProblem> syntaxError() {
    return problems.stream().filter(p -> p.severity() == Severity.ERROR).findFirst();
  }

  /** What a check of functions and literals finds; empty says nothing of the values to come. */
  public List<SyntaxProblem> check() {
    return Checker.check(root);
  }

  /** Evaluates over a value without copying it. An expression with a syntax error fails. */
  public Answer evaluate(Value input, Setting setting) {
    Optional<SyntaxProblem> error = syntaxError();
    return error.isPresent()
        ? new Answer.Failed(error.get().message(), error.get().span())
        : Evaluator.answer(root, input, setting);
  }

  /** The tree as {@code jp parse} prints it. */
  public String printedTree() {
    return NodePrinter.pretty(root);
  }
}
