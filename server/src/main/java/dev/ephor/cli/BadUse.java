package dev.ephor.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
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
  static final Set<String> OWN =
      Set.of("check", "convert", "diff", "explain", "fmt", "init", "lint", "lsp", "preview");

  private static final int MOST_DIFFERENT = 2;

  @Override
  public int handleParseException(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    PrintWriter err = command.getErr();
    boolean known = args.length > 0 && OWN.contains(args[0]);
    err.println(known ? problem.getMessage() : "Error: " + message(problem, args));
    if (known) {
      UnmatchedArgumentException.printSuggestions(problem, err);
      command.usage(err);
      return command.getCommandSpec().exitCodeOnInvalidInput();
    }
    if (problem instanceof UnmatchedArgumentException unmatched && isCommand(unmatched)) {
      List<String> suggestions = similar(unmatched.getUnmatched().get(0), command);
      if (!suggestions.isEmpty()) {
        err.println("\nDid you mean this?");
        suggestions.forEach(suggestion -> err.println("\t" + suggestion));
        err.println();
      }
      err.println("Run '" + command.getCommandSpec().qualifiedName() + " --help' for usage.");
    }
    return 1;
  }

  private static String message(ParameterException problem, String[] args) {
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String first = unmatched.getUnmatched().get(0);
      if (isCommand(unmatched)) {
        return unknownCommand(first, problem.getCommandLine());
      } else if (first.startsWith("--")) {
        int equals = first.indexOf('=');
        return "unknown flag: " + (equals < 0 ? first : first.substring(0, equals));
      } else if (first.length() > 1 && first.startsWith("-")) {
        return "unknown shorthand flag: '" + first.charAt(1) + "' in " + first;
      }
      return unknownCommand(first, problem.getCommandLine());
    }
    if (problem.getArgSpec() instanceof OptionSpec option && isNumber(option)) {
      return "invalid argument \""
          + problem.getValue()
          + "\" for \""
          + flag(option)
          + "\" flag: strconv.ParseInt: parsing \""
          + problem.getValue()
          + "\": invalid syntax";
    }
    if (problem instanceof MissingParameterException missing) {
      String last = args.length == 0 ? "" : args[args.length - 1];
      if (last.startsWith("-") && missing.getMissing().size() == 1) {
        return last.startsWith("--")
            ? "flag needs an argument: " + last
            : "flag needs an argument: '" + last.charAt(last.length() - 1) + "' in " + last;
      }
      List<String> options = missingOptions(missing);
      if (!options.isEmpty()) {
        return "required flag(s) " + String.join(", ", options) + " not set";
      }
    }
    return String.valueOf(problem.getMessage());
  }

  private static String unknownCommand(String name, CommandLine below) {
    return "unknown command \""
        + name
        + "\" for \""
        + below.getCommandSpec().qualifiedName()
        + "\"";
  }

  private static boolean isNumber(OptionSpec option) {
    return option.type() == int.class;
  }

  /** As cobra writes an option: the short name first, then the long one. */
  private static String flag(OptionSpec option) {
    String shortest = option.shortestName();
    return shortest.startsWith("--") ? shortest : shortest + ", " + option.longestName();
  }

  /**
   * Commands that differ by two letters at most, or begin with what was typed. Those that the
   * reference does not have must be nearer, or they would stand in answers that it gives without.
   */
  private static List<String> similar(String typed, CommandLine command) {
    return command.getSubcommands().keySet().stream()
        .filter(name -> name.startsWith(typed) || distance(typed, name) <= mostDifferent(name))
        .sorted()
        .toList();
  }

  private static int mostDifferent(String name) {
    return OWN.contains(name) ? 1 : MOST_DIFFERENT;
  }

  /** How many letters have to be added, removed or replaced to make one text of the other. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
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
