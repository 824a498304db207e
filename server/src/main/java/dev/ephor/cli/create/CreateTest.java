package dev.ephor.cli.create;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ephor create test}: a {@code kyverno-test.yaml}. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    description = "Makes a test of policies.",
    footer = {
      "",
      "Example:",
      "  ephor create test -p policy.yaml -r pod.yaml --pass policy,rule,pod,default,Pod"
    })
final class CreateTest implements Callable<Integer> {

  private static final String EXPECTATION = "POLICY,RULE,RESOURCE,NAMESPACE,KIND[,PATCHED]";

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Destination destination = new Destination();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "The test's name (default: test-name).")
  private String name = "test-name";

  @Option(
      names = {"-p", "--policy"},
      paramLabel = "FILE",
      split = ",",
      description = "Files with policies.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = {"-r", "--resource"},
      paramLabel = "FILE",
      split = ",",
      description = "Files with resources.")
  private List<String> resources = new ArrayList<>();

  @Option(
      names = {"-f", "--values"},
      paramLabel = "FILE",
      description = "A file with values of variables.")
  private @Nullable String values;

  @Option(names = "--pass", paramLabel = EXPECTATION, description = "What must pass.")
  private List<String> pass = new ArrayList<>();

  @Option(names = "--fail", paramLabel = EXPECTATION, description = "What must fail.")
  private List<String> fail = new ArrayList<>();

  @Option(names = "--skip", paramLabel = EXPECTATION, description = "What must be skipped.")
  private List<String> skip = new ArrayList<>();

  @Override
  public Integer call() {
    StringBuilder text = new StringBuilder(Parts.head("Test", name));
    text.append(Parts.field("list of policy files", "policies", Parts.scalars(policies)));
    text.append(Parts.field("list of resource files", "resources", Parts.scalars(resources)));
    if (values != null) {
      text.append("\n# variables file (optional)\n");
      text.append(Destination.yaml(Parts.map().put("variables", Scalar.of(values)).build(), 0));
    }
    List<Value> results = new ArrayList<>();
    pass.forEach(words -> add(results, words, "pass"));
    fail.forEach(words -> add(results, words, "fail"));
    skip.forEach(words -> add(results, words, "skip"));
    text.append(Parts.field("list of expected results", "results", results));
    return destination.write(text.toString());
  }

  /** What has neither five nor six words is passed over, as in the reference, but not silently. */
  private void add(List<Value> results, String expectation, String result) {
    List<String> words = Parts.words(expectation);
    if (words.size() != 5 && words.size() != 6) {
      spec.commandLine()
          .getErr()
          .println(
              "Warning: --"
                  + result
                  + " "
                  + expectation
                  + " is left out, for it is not "
                  + EXPECTATION);
      return;
    }
    String resource = words.get(3).isEmpty() ? words.get(2) : words.get(3) + "/" + words.get(2);
    MapValue.Builder expected =
        Parts.map()
            .put("policy", Scalar.of(words.get(0)))
            .put("rule", Scalar.of(words.get(1)))
            .put("resources", Parts.texts(List.of(resource)))
            .put("kind", Scalar.of(words.get(4)));
    if (words.size() == 6) {
      expected.put("patchedResources", Scalar.of(words.get(5)));
    }
    results.add(expected.put("result", Scalar.of(result)).build());
  }
}
