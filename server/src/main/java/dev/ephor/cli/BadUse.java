package dev.ephor.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said about options and commands that do not exist. Commands that the reference has as
 * well end as they do there, in its words, so that scripts notice nothing; the others end with 2
 * and their usage.
 */
final class BadUse implements IParameterExceptionHandler {

  /** Commands that the reference does not have. */
  static final Set<String> OWN = Set.of("check", "convert", "lsp");

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    boolean known = args.length > 0 && OWN.contains(args[0]);
    err.println(known ? problem.getMessage() : "Error: " + message(problem));
    if (known) {
      UnmatchedArgumentException.printSuggestions(problem, err);
      command.usage(err);
      return command.getCommandSpec().exitCodeOnInvalidInput();
    }
    if (problem instanceof UnmatchedArgumentException unmatched && isCommand(unmatched)) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        err.println("\nDid you mean this?");
        suggestions.forEach(suggestion -> err.println("\t" + suggestion));
        err.println();
      }
      err.println("Run '" + command.getCommandSpec().qualifiedName() + " --help' for usage.");
    }
    return 1;
  }

  private static String message(ParameterException problem) {
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      if (isCommand(unmatched)) {
        return "unknown command \""
            + first
            + "\" for \""
            + problem.getCommandLine().getCommandSpec().qualifiedName()
            + "\"";
      } else if (first.startsWith("--")) {
        int equals = first.indexOf('=');
        return "unknown flag: " + (equals < 0 ? first : first.substring(0, equals));
      } else if (first.length() > 1 && first.startsWith("-")) {
        return "unknown shorthand flag: '" + first.charAt(1) + "' in " + first;
      }
      return "unknown argument \"" + first + "\"";
    }
    if (problem instanceof MissingParameterException missing) {
      List<String> options = missingOptions(missing);
      if (!options.isEmpty()) {
        return "required flag(s) " + String.join(", ", options) + " not set";
      }
    }
    return String.valueOf(problem.getMessage());
  }

  private static List<String> missingOptions(MissingParameterException problem) {
    List<String> options = new ArrayList<>();
    for (ArgSpec missing : problem.getMissing()) {
      if (missing instanceof OptionSpec option) {
        options.add("\"" + option.longestName().replaceAll("^-+", "") + "\"");
      }
    }
    return options;
  }

  private static boolean isCommand(UnmatchedArgumentException problem) {
    return !problem.getUnmatched().isEmpty()
        && !problem.getUnmatched().get(0).startsWith("-")
        && !problem.getCommandLine().getSubcommands().isEmpty();
  }
}
