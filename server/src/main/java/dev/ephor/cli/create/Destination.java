package dev.ephor.cli.create;

import dev.ephor.value.MapValue;
import dev.ephor.yaml.GoYaml;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a document goes: standard output, or a file that it replaces. */
final class Destination {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes to a file instead of standard output.")
  private @Nullable Path file;

  /** Writes, and gives the exit status. */
  int write(String text) {
    PrintWriter out = spec.commandLine().getOut();
    if (file == null) {
      out.print(text);
      out.flush();
      return 0;
    }
    try {
      Files.writeString(file, text);
      return 0;
    } catch (IOException failure) {
      spec.commandLine().getErr().println("Error: cannot write " + failure.getMessage());
      return 1;
    }
  }

  /** Part of a document as YAML, moved to the right. */
  static String yaml(MapValue part, int indent) {
    StringBuilder text = new StringBuilder();
    GoYaml.write(part).lines().forEach(l -> text.append(" ".repeat(indent)).append(l).append('\n'));
    return text.toString();
  }
}
