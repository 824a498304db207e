package dev.ephor.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code ephor version}, in the form of the reference. The version is the one whose answers are
 * reproduced, with this program's own as build metadata (semver.org §10), so that scripts which
 * compare versions go on working and people see what runs.
 */
@Command(
    name = "version",
    mixinStandardHelpOptions = true,
    description = "Prints the version, in the form of 'kyverno version'.")
final class VersionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("Version: " + Version.KYVERNO + "+ephor." + Version.ofProgram());
    out.println("Time: ---");
    out.println("Git commit ID: ---");
    out.flush();
    return 0;
  }
}
