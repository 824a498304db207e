package dev.ephor.cli;

import dev.ephor.expression.jmespath.Function;
import dev.ephor.expression.jmespath.Functions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ephor jp function}: lists the functions that Kyverno adds to JMESPath. */
@Command(
    name = "function",
    mixinStandardHelpOptions = true,
    description = "Lists functions, or explains those named.")
final class JpFunctionCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", arity = "0..*")
  private List<String> names = new ArrayList<>();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    for (Function function : Functions.all()) {
      boolean wanted = names.isEmpty() || names.contains(function.name());
      if (wanted && function.origin() == Function.Origin.KYVERNO) {
        out.println("Name: " + function.name());
        out.println("  Signature: " + function.signature());
        out.println("  Note:      " + function.note());
        out.println();
      }
    }
    PrintWriter err = spec.commandLine().getErr();
    for (String name : names) {
      if (Functions.all().stream().noneMatch(function -> function.name().equals(name))) {
        err.println("Warning: there is no function " + name + "; `ephor jp function` lists all");
      }
    }
  }
}
