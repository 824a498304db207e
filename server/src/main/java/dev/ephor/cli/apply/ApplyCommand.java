package dev.ephor.cli.apply;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Applies policies to resources, as {@code kyverno apply} does. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    customSynopsis = "ephor apply POLICY... --resource PATH [OPTION]...",
    description = "Applies policies on resources.",
    footer = {
      "",
      "Exit status: 0 no rule failed, 1 some did or something could not be read,",
      "--warn-exit-code for warnings.",
      "",
      "Examples:",
      "  ephor apply policies/ --resource pod.yaml",
      "  ephor apply policies/ --resource pod.yaml -p --output-format json",
      "  helm template . | ephor apply policies/ --resource -"
    })
public final class ApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private InputOptions input = new InputOptions();
  @Mixin private WorldOptions circumstances = new WorldOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      return new ApplyRun(input, circumstances, output, System.in, out, err).run();
    } catch (Unusable unusable) {
      err.println("Error: " + unusable.getMessage());
      return 1;
    } finally {
      out.flush();
      err.flush();
    }
  }
}
