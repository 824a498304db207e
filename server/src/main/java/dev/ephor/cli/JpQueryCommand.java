package dev.ephor.cli;

import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.context.ImageDefaults;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.expression.jmespath.SyntaxProblem;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor jp query}: evaluates expressions over an object. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Evaluates JMESPath expressions over an object.")
final class JpQueryCommand implements Callable<Integer> {

  private static final int LONGEST_RESULT = 100_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Reads the object from a YAML or JSON file instead of standard input.")
  private @Nullable Path input;

  @Option(
      names = {"-q", "--query"},
      paramLabel = "FILE",
      split = ",",
      description = "Reads an expression from a file.")
  private List<Path> queries = new ArrayList<>();

  @Option(
      names = {"-c", "--compact"},
      description = "Prints JSON on one line.")
  private boolean compact;

  @Option(
      names = {"-u", "--unquoted"},
      description = "Prints a result that is a text without quotes.")
  private boolean unquoted;

  @Parameters(paramLabel = "EXPRESSION", arity = "0..*")
  private List<String> expressions = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      run(out);
      return 0;
    } catch (JpInput.Unusable e) {
      out.flush();
      spec.commandLine().getErr().println("Error: " + e.getMessage());
      return 1;
    }
  }

  private void run(PrintWriter out) throws JpInput.Unusable {
    List<String> texts = JpInput.expressions(expressions, queries);
    Value object = input == null ? null : object(input.toString(), JpInput.file(input));
    if (texts.isEmpty() && object == null) {
      throw new JpInput.Unusable("at least one query or input object is required");
    }
    if (texts.isEmpty()) {
      out.println("Reading from terminal input.");
      out.println("Enter a jmespath expression and hit Ctrl+D.");
      out.flush();
      texts = List.of(JpInput.standardInput());
    }
    if (object == null) {
      out.println("Reading from terminal input.");
      out.println("Enter input object and hit Ctrl+D.");
      out.flush();
      object = object("<stdin>", JpInput.standardInput());
    }
    for (String text : texts) {
      print(out, text, evaluated(text, object));
    }
  }

  private static Value evaluated(String text, Value object) throws JpInput.Unusable {
    Expression expression = Expression.parse(text);
    Optional<SyntaxProblem> error = expression.syntaxError();
    if (error.isPresent()) {
      throw new JpInput.Unusable(
          "failed to compile JMESPath: " + text + ", error: " + error.get().message());
    }
    Answer answer = expression.evaluate(object, world());
    if (answer instanceof Answer.Found found) {
      return found.value();
    }
    throw new JpInput.Unusable("error evaluating JMESPath expression: " + answer.error());
  }

  private void print(PrintWriter out, String text, Value result) throws JpInput.Unusable {
    out.println("# " + text);
    String plain = result.asString();
    if (unquoted && plain != null) {
      out.println(plain);
      return;
    }
    try {
      out.println(
          compact
              ? GoJson.writeDoubles(result, LONGEST_RESULT)
              : GoJson.writeIndented(result, "  ", LONGEST_RESULT));
    } catch (JsonException e) {
      throw new JpInput.Unusable("error marshalling result to JSON: " + e.getMessage());
    }
  }

  /** JSON is read as JSON; everything else is YAML, of which the first document counts. */
  private static Value object(String name, String text) throws JpInput.Unusable {
    try {
      return GoJsonReader.read(text);
    } catch (JsonException notJson) {
      ManifestFile file = ManifestFile.of(name, text);
      if (file.documents().isEmpty()) {
        return Scalar.of(null);
      }
      ManifestDocument first = file.documents().get(0);
      if (first.error() != null) {
        throw new JpInput.Unusable("error parsing input json: " + name + ": " + first.error());
      }
      return first.root();
    }
  }

  private static Setting world() {
    return new Setting(
        ThisMachine.CLOCK, ThisMachine.CHANCE, ThisMachine.HOSTS, ImageDefaults.STANDARD);
  }
}
