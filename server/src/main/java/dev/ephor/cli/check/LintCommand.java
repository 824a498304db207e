package dev.ephor.cli.check;

import dev.ephor.cli.check.CheckFormat.Presentation;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.files.SettingsReader;
import dev.ephor.lint.Lint;
import dev.ephor.lint.LintPage;
import dev.ephor.lint.Lints;
import dev.ephor.lint.PolicyLints;
import dev.ephor.schema.NearestName;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ephor lint}: what is wrong with policies and exceptions themselves. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what is wrong with the policies and exceptions in files and folders: what Kyverno"
          + " would refuse, and what their authors can hardly have meant. No manifest is judged.",
      "A comment `# ephor: ignore[NAME] reason` on the line, or above it, suppresses a lint."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing reaches --fail-on",
      "1:something does",
      "2:bad use, or an input could not be read (the rest was looked at)"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ephor lint policies/                        policies and exceptions of this folder",
      "  ephor lint policies/ --fail-on warning      strict",
      "  ephor lint --list                           the lints and their levels",
      "  ephor lint --explain shadowed-rule          what one of them is about"
    })
public final class LintCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files and folders with policies and exceptions; - is standard input.")
  List<String> paths = List.of();

  @Option(names = "--list", description = "List the lints with their usual levels.")
  boolean list;

  @Option(
      names = "--explain",
      paramLabel = "NAME",
      description = "Show what a lint, or a check of policies that is related, is about.")
  @Nullable String explain;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Use this configuration instead of the folders' ephor.yaml.")
  @Nullable String config;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "Exit with 1 from this severity on: error (default), warning or never.")
  @Nullable FailOn failOn;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "As of check: text (default), json, sarif and others.")
  OutputFormat output = OutputFormat.text;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show only what reaches --fail-on, and no summary.")
  boolean quiet;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "auto (default), always or never. auto heeds NO_COLOR.")
  Colour colour = Colour.auto;

  private final Terminal terminal;

  public LintCommand() {
    this(Terminal.ofProcess());
  }

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (explain != null) {
      return explain(explain);
    } else if (list) {
      Lints.all().forEach(lint -> terminal.out().println(line(lint)));
      return 0;
    } else if (paths.isEmpty()) {
      terminal.err().println("ephor: name a file or folder with policies, or --list, or --explain");
      return 2;
    }
    Inputs inputs = new Inputs(terminal.folder(), terminal.in());
    if (config != null) {
      inputs.configure(config);
    }
    paths.forEach(inputs::add);
    FailOn failing = failOn == null ? inputs.failOn() : failOn;
    CheckResult result = look(new Workspace().update(inputs.changes()), inputs.unreadable());
    terminal.tellUnreadable(result);
    Presentation how =
        new Presentation(
            new ShownNames(terminal.folder()), colour.on(terminal), failing, quiet, false);
    terminal.show(result, output, how);
    return result.exitCode(failing);
  }

  private int explain(String name) {
    Optional<LintPage> page = LintPage.explaining(name);
    if (page.isPresent()) {
      terminal.out().print(page.get().text());
      return 0;
    }
    List<String> known = Lints.all().stream().map(Lint::name).toList();
    terminal
        .err()
        .println(
            "ephor: there is no lint "
                + TerminalLine.harmless(name)
                + NearestName.of(name, known)
                    .map(near -> "; did you mean " + near + "?")
                    .orElse("; ephor lint --list lists them"));
    return 2;
  }

  private static String line(Lint lint) {
    Severity usual = lint.usual();
    String level = usual == null ? "off" : usual.word();
    return String.format(
        Locale.ROOT, "%-22s %-12s %s", lint.name(), level, LintPage.of(lint).summary());
  }

  /** Looks at files with policies, exceptions or settings; nothing else is judged. */
  private static CheckResult look(Snapshot snapshot, List<Unreadable> unreadable) {
    PolicyLints lints = new PolicyLints();
    Map<FileId, SourceText> texts = new HashMap<>();
    List<Findings> findings = new ArrayList<>();
    List<FileId> looked = new ArrayList<>();
    for (FileId file : snapshot.files()) {
      SourceText text = Objects.requireNonNull(snapshot.text(file));
      texts.put(file, text);
      if (lints.looksAt(snapshot, file) || file.path().endsWith("/" + SettingsReader.FILE)) {
        looked.add(file);
        List<Diagnostic> found = new ArrayList<>(lints.diagnostics(snapshot, file));
        snapshot.diagnostics(file, Cancellation.NEVER).stream()
            .filter(each -> each.verdict() == null && !each.isStructure())
            .forEach(found::add);
        found.sort(Diagnostic.BY_PLACE);
        if (!found.isEmpty()) {
          findings.add(new Findings(file, text, found));
        }
      }
    }
    Snapshot.Counts counts = new Snapshot.Counts(snapshot.policies().size(), 0, 0, 0, 0, 0, 0);
    return new CheckResult(findings, texts, looked, counts, unreadable);
  }
}
