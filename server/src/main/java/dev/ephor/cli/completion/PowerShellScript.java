package dev.ephor.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for PowerShell: a table of words for each command. */
final class PowerShellScript {

  private final StringBuilder table = new StringBuilder();

  private PowerShellScript() {}

  static String of(CommandLine root) {
    PowerShellScript shell = new PowerShellScript();
    shell.add(root, "");
    return """
    Register-ArgumentCompleter -Native -CommandName %s -ScriptBlock {
      param($word, $ast, $position)
      $words = @{
    %s  }
      $path = ''
      foreach ($element in $ast.CommandElements | Select-Object -Skip 1) {
        $next = ($path + ' ' + $element.ToString()).Trim()
        if ($element.Extent.EndOffset -lt $position -and $words.ContainsKey($next)) { $path = $next }
      }
      $words[$path] | Where-Object { $_ -like "$word*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
      }
    }
    """
        .formatted(root.getCommandName(), shell.table);
  }

  private void add(CommandLine command, String path) {
    List<String> words = new ArrayList<>(command.getSubcommands().keySet());
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        words.addAll(List.of(option.names()));
      }
    }
    table.append("    '").append(path).append("' = @(");
    table.append(words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", ")));
    table.append(")\n");
    command
        .getSubcommands()
        .forEach((word, below) -> add(below, path.isEmpty() ? word : path + " " + word));
  }
}
