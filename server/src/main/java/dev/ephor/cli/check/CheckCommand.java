package dev.ephor.cli.check;

import dev.ephor.cli.Counted;
import dev.ephor.cli.Progress;
import dev.ephor.cli.ThisMachine;
import dev.ephor.cli.check.CheckFormat.Presentation;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.cli.check.CheckResult.Unreadable;
import dev.ephor.context.HostNames;
import dev.ephor.ide.diagnostics.ShownDiagnostics;
import dev.ephor.testing.LiveTests;
import dev.ephor.testing.Surroundings;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ephor check}: judges manifests by policies, all of them files. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what the policies say about the manifests in files and folders.",
      "Folders are searched for .yaml, .yml and .json files, .gitignore is honoured and links are"
          + " not followed. No network, no cluster, nothing is written"
          + " without --fix."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing reaches --fail-on; with --fix, nothing that is left",
      "1:something does",
      "2:bad use, or an input could not be read (the rest was checked), or not be written"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ephor check .                                policies and manifests of this folder",
      "  ephor check deploy/ app.yaml -p policies/    policies from elsewhere",
      "  helm template . | ephor check -p policies -  rendered manifests",
      "  ephor check . --fail-on warning --quiet      strict, and silent when all is well",
      "  ephor check . -o sarif > ephor.sarif         for code scanning",
      "  ephor check . --baseline known.json          only what is new",
      "  ephor check . --since origin/main            only what a branch has an effect on",
      "  ephor check deploy/ -p policies --fix --diff what could be fixed, and how"
    })
public final class CheckCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description = "Files and folders with manifests and policies; - is standard input.")
  List<String> paths = List.of();

  @Option(
      names = {"-p", "--policies"},
      paramLabel = "PATH",
      description = "Take the policies of this file or folder as well.")
  List<String> policies = List.of();

  @Option(
      names = {"-e", "--exceptions"},
      paramLabel = "PATH",
      description = "Take the policy exceptions of this file or folder as well.")
  List<String> exceptions = List.of();

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
      description =
          "text (default), json, sarif, github, gitlab, junit, checkstyle, markdown or html.")
  OutputFormat output = OutputFormat.text;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "Leave out the findings that this file knows: only what is new is shown and fails.")
  @Nullable Path baseline;

  @Option(
      names = "--write-baseline",
      description = "Write what is found into the file of --baseline, and succeed.")
  boolean writeBaseline;

  @Option(
      names = "--fix",
      description =
          "Make every fix that is proven, and say what has none; then check what is left.")
  boolean fix;

  @Option(
      names = "--diff",
      description = "With --fix: write no file, and print as a unified diff what would be written.")
  boolean diff;

  @Option(
      names = "--since",
      paramLabel = "REVISION",
      description = {
        "Judge only what may be judged otherwise than at this revision of the git repository: files"
            + " that changed, and whatever changed or deleted policies, exceptions and manifests"
            + " have an effect on."
      })
  @Nullable String since;

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

  public CheckCommand() {
    this(Terminal.ofProcess());
  }

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (diff && !fix) {
      terminal.err().println("ephor: --diff goes with --fix");
      return 2;
    }
    if (fix && since != null) {
      terminal.err().println("ephor: --fix and --since do not go together; name the files");
      return 2;
    }
    if (writeBaseline && baseline == null) {
      terminal.err().println("ephor: --write-baseline needs --baseline FILE");
      return 2;
    }
    Inputs inputs = new Inputs(terminal.folder(), terminal.in());
    if (config != null) {
      inputs.configure(config);
    }
    paths.forEach(inputs::add);
    policies.forEach(inputs::addPolicies);
    exceptions.forEach(inputs::addExceptions);
    FailOn failing = failOn == null ? inputs.failOn() : failOn;
    ShownNames names = new ShownNames(terminal.folder());
    List<Change> files = withTime(inputs.changes());
    Snapshot snapshot;
    List<FileId> wanted;
    if (fix) {
      FixRun run = new FixRun(files, names, terminal.out(), terminal.err());
      snapshot = run.mended();
      wanted = snapshot.files();
      boolean written = run.show(diff, quiet);
      if (diff || !written || snapshot.text(ShownNames.STANDARD_INPUT) != null) {
        return fixed(snapshot, inputs, failing, written);
      }
    } else if (since == null) {
      snapshot = new Workspace().update(files);
      wanted = snapshot.files();
    } else {
      Since compared;
      try {
        compared = Since.of(inputs.asOf(since), files);
      } catch (IOException e) {
        terminal.err().println("ephor: " + e.getMessage());
        return 2;
      }
      snapshot = compared.snapshot();
      wanted = snapshot.files().stream().filter(compared.affected()::contains).toList();
    }
    CheckResult result = judge(snapshot, wanted, inputs.unreadable());
    if (baseline != null) {
      Path file = terminal.folder().resolve(baseline);
      if (writeBaseline) {
        return write(Baseline.of(result, names), file, result);
      }
      result = withoutKnown(result, file, names);
    }
    terminal.tellUnreadable(result);
    if (result.counts().policies() == 0) {
      terminal.err().println("ephor: no policy among the inputs; name some with --policies PATH");
    }
    Presentation how = new Presentation(names, colour.on(terminal), failing, quiet);
    terminal.show(result, output, how);
    return result.exitCode(failing);
  }

  /** Where the output is a diff or a manifest, only the exit code says what is left. */
  private int fixed(Snapshot snapshot, Inputs inputs, FailOn failing, boolean written) {
    CheckResult left = judge(snapshot, snapshot.files(), inputs.unreadable());
    terminal.tellUnreadable(left);
    return written ? left.exitCode(failing) : 2;
  }

  private int write(Baseline known, Path file, CheckResult result) throws IOException {
    try {
      known.write(file);
    } catch (IOException e) {
      terminal.err().println("ephor: cannot write " + baseline + ": " + e);
      return 2;
    }
    terminal
        .err()
        .println("ephor: wrote " + Counted.of(known.size(), "finding") + " to " + baseline);
    return result.exitCode(FailOn.never);
  }

  private CheckResult withoutKnown(CheckResult result, Path file, ShownNames names) {
    Baseline.Compared compared;
    try {
      compared = Baseline.read(file).compare(result, names);
    } catch (IOException e) {
      String reason =
          e instanceof java.nio.file.NoSuchFileException
              ? "no such file"
              : String.valueOf(e.getMessage());
      return result.andUnreadable(
          new Unreadable(String.valueOf(baseline), reason + "; --write-baseline makes it"));
    }
    PrintStream err = terminal.err();
    if (compared.knownCount() > 0 && !quiet) {
      err.println(
          "ephor: left out "
              + Counted.of(compared.knownCount(), "finding")
              + " that "
              + baseline
              + " knows");
    }
    if (since != null) {
      return compared.fresh(); // what was not looked at is not gone
    }
    for (String gone : compared.gone()) {
      err.println("ephor: no longer found: " + gone);
    }
    if (!compared.gone().isEmpty()) {
      err.println(
          "ephor: --baseline " + baseline + " --write-baseline forgets what is no longer found");
    }
    return compared.fresh();
  }

  /** Judges files, on all cores; the result is in the order of the files' names. */
  private CheckResult judge(Snapshot snapshot, List<FileId> files, List<Unreadable> unreadable) {
    Map<FileId, SourceText> texts = new HashMap<>();
    for (FileId file : snapshot.files()) {
      texts.put(file, Objects.requireNonNull(snapshot.text(file)));
    }
    LiveTests tests =
        new LiveTests(new Surroundings(ThisMachine.CLOCK, ThisMachine.CHANCE, HostNames.OFFLINE));
    List<List<Diagnostic>> shown;
    try (Progress progress =
        Progress.of(terminal.err(), terminal.errIsTerminal(), files.size(), "checking", "files")) {
      shown =
          files.parallelStream()
              .map(
                  file -> {
                    List<Diagnostic> diagnostics =
                        ShownDiagnostics.all(snapshot, tests, file, Cancellation.NEVER).stream()
                            .filter(diagnostic -> !isOnlyForEditors(diagnostic))
                            .toList();
                    progress.step();
                    return diagnostics;
                  })
              .toList();
    }
    List<Findings> findings = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      if (!shown.get(i).isEmpty()) {
        FileId file = files.get(i);
        findings.add(new Findings(file, Objects.requireNonNull(texts.get(file)), shown.get(i)));
      }
    }
    return new CheckResult(
        findings, texts, files, snapshot.counts(files, Cancellation.NEVER), unreadable);
  }

  /**
   * A manifest on disk may be a patch, which lacks much, or of a kind that only its cluster knows;
   * the one who writes it is told, a pipeline is not.
   */
  private static boolean isOnlyForEditors(Diagnostic diagnostic) {
    return diagnostic.isStructure() && diagnostic.severity().compareTo(Severity.WARNING) > 0;
  }

  private static List<Change> withTime(List<Change> changes) {
    List<Change> all = new ArrayList<>(changes);
    all.add(ThisMachine.time());
    return all;
  }
}
