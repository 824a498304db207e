package dev.ephor.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A completion script for fish.
 *
 * @see <a href="https://fishshell.com/docs/current/completions.html">fish: completions</a>
 */
final class FishScript {

  private final String name;
  private final StringBuilder script = new StringBuilder();

  private FishScript(String name) {
    this.name = name;
  }

  static String of(CommandLine root) {
    FishScript fish = new FishScript(root.getCommandName());
    fish.add(root, List.of());
    return fish.script.toString();
  }

  private void add(CommandLine command, List<String> path) {
    String condition = condition(command, path);
    command
        .getSubcommands()
        .forEach(
            (word, below) -> {
              String[] about = below.getCommandSpec().usageMessage().description();
              line(condition, " -a " + word + description(about));
            });
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        StringBuilder words = new StringBuilder();
        for (String word : option.names()) {
          words.append(word.startsWith("--") ? " -l " : " -s ").append(word.replaceAll("^-+", ""));
        }
        line(condition, words + (takesValue(option) ? " -r -F" : "") + description(option));
      }
    }
    command
        .getSubcommands()
        .forEach(
            (word, below) -> {
              List<String> further = new ArrayList<>(path);
              further.add(word);
              add(below, further);
            });
  }

  /** Each word of the path was given, and none of the commands below. */
  private static String condition(CommandLine command, List<String> path) {
    StringBuilder condition = new StringBuilder();
    for (String word : path) {
      condition.append(condition.length() == 0 ? "" : "; and ");
      condition.append("__fish_seen_subcommand_from ").append(word);
    }
    if (!command.getSubcommands().isEmpty()) {
      condition.append(condition.length() == 0 ? "not " : "; and not ");
      condition.append("__fish_seen_subcommand_from ");
      condition.append(String.join(" ", command.getSubcommands().keySet()));
    }
    return condition.toString();
  }

  private void line(String condition, String rest) {
    boolean command = rest.startsWith(" -a ");
    script.append("complete -c ").append(name).append(command ? " -f" : "");
    script.append(" -n '").append(condition).append('\'').append(rest).append('\n');
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().min() > 0;
  }

  private static String description(OptionSpec option) {
    return description(option.description());
  }

  private static String description(String[] lines) {
    if (lines.length == 0) {
      return "";
    }
    String first = lines[0].replace("\\", "\\\\").replace("'", "\\'");
    return " -d '" + first + "'";
  }
}
