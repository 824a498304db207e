package dev.ephor.cli;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.SyntaxProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor jp parse}: prints the tree of an expression, or shows where it is wrong. */
@Command(
    name = "parse",
    mixinStandardHelpOptions = true,
    description = "Parses JMESPath expressions and prints their trees.")
final class JpParseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      split = ",",
      description = "Reads an expression from a file.")
  private List<Path> files = new ArrayList<>();

  @Parameters(paramLabel = "EXPRESSION", arity = "0..*")
  private List<String> expressions = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      List<String> texts = JpInput.expressions(expressions, files);
      if (texts.isEmpty()) {
        out.println("Reading from terminal input.");
        out.println("Enter a jmespath expression and hit Ctrl+D.");
        out.flush();
        texts = List.of(JpInput.standardInput());
      }
      for (String text : texts) {
        print(out, text);
      }
      return 0;
    } catch (JpInput.Unusable e) {
      out.flush();
      spec.commandLine().getErr().println("Error: " + e.getMessage());
      return 1;
    }
  }

  private static void print(PrintWriter out, String text) throws JpInput.Unusable {
    Expression expression = Expression.parse(text);
    Optional<SyntaxProblem> error = expression.syntaxError();
    if (error.isPresent()) {
      throw new JpInput.Unusable(error.get().highlighted(text));
    }
    out.println("# " + text);
    out.println(expression.printedTree());
  }
}
