package dev.ephor.cli.apply;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read. */
final class InputOptions {

  @Parameters(
      paramLabel = "POLICY",
      arity = "0..*",
      description = "A file with policies, a folder with such files at any depth, or -.")
  List<String> policies = new ArrayList<>();

  @Option(
      names = {"-r", "--resource", "--resources"},
      paramLabel = "PATH",
      split = ",",
      description = "A file with resources, a folder with such files, or -.")
  List<String> resources = new ArrayList<>();

  void check() throws Unusable {
    if (policies.isEmpty()) {
      throw new Unusable("require policy");
    }
    if (resources.isEmpty()) {
      throw new Unusable("resource file(s) or cluster required");
    }
    if (policies.get(0).equals("-") && resources.get(0).equals("-")) {
      throw new Unusable("a stdin pipe can be used for either policies or resources, not both");
    }
  }
}
