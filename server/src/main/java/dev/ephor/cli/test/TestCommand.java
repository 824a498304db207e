package dev.ephor.cli.test;

import dev.ephor.cli.ThisMachine;
import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.table.Colours;
import dev.ephor.context.Registry;
import dev.ephor.files.OciLayout;
import dev.ephor.testing.ResultRow;
import dev.ephor.testing.ResultRow.Verdict;
import dev.ephor.testing.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the tests of folders, as {@code kyverno test} does. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Holds what policies say of resources against what test files expect.",
      "Test files are named kyverno-test.yaml and are searched for at any depth."
    },
    footer = {
      "",
      "Exit status: 0 all expectations came true, 1 some did not or a test could not be run,",
      "2 bad use.",
      "",
      "Examples:",
      "  ephor test .",
      "  ephor test policies/ -t \"policy=require-labels, resource=cart\"",
      "  ephor test . --fail-only -o json",
      "  ephor test policies/ --mutants --min-score 80",
      "  ephor test --add policies/require-labels.yaml deployment.yaml --near-miss"
    })
public final class TestCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description = "Where to search for tests; with --add manifests.")
  private List<String> folders = List.of();

  @Option(
      names = {"-f", "--file-name"},
      paramLabel = "NAME",
      description = "The name of test files. Default: ${DEFAULT-VALUE}")
  private String fileName = "kyverno-test.yaml";

  @Option(
      names = {"-t", "--test-case-selector"},
      paramLabel = "SELECTOR",
      description = "Which expectations to run. Default: ${DEFAULT-VALUE}")
  private String selector = "policy=*,rule=*,resource=*";

  @Option(
      names = {"-o", "--output-format"},
      paramLabel = "json|yaml|markdown|junit",
      description = "Print results in this format instead of tables.")
  private String format = "";

  @Option(
      names = "--fail-only",
      description = "Print only the expectations that did not come true.")
  private boolean failOnly;

  @Option(names = "--detailed-results", description = "Print the message of each result, too.")
  private boolean detailed;

  @Option(names = "--require-tests", description = "Finding no tests is an error.")
  private boolean requireTests;

  @Option(names = "--remove-color", description = "Print no colours.")
  private boolean removeColour;

  @Option(
      names = {"-b", "--git-branch"},
      paramLabel = "BRANCH",
      description = "For repositories, which are not fetched: clone first and name the folder.")
  private @Nullable String gitBranch;

  @Option(
      names = "--image-layout",
      paramLabel = "FOLDER",
      description = "Images with their signatures, as an OCI image layout: for verifyImages.")
  private @Nullable String imageLayout;

  @Option(
      names = "--mutants",
      description = {
        "Change each policy in many small ways and say which changes no test notices.",
        "With -o json for machines; -t policy=NAME picks policies."
      })
  private boolean mutants;

  @Option(
      names = "--min-score",
      paramLabel = "PERCENT",
      description = "With --mutants: exit 1 when fewer changes are noticed. Default: 0")
  private int minScore;

  @Option(
      names = "--max-mutants",
      paramLabel = "NUMBER",
      description = "With --mutants: at most so many of each policy. Default: ${DEFAULT-VALUE}")
  private int maxMutants = 400;

  @Option(
      names = "--add",
      paramLabel = "POLICY",
      description = {
        "Write the named manifests, and what is expected of them, into the nearest test of the",
        "policy in this file, or a new one."
      })
  private @Nullable Path add;

  @Option(
      names = "--near-miss",
      description = "With --add: instead of each manifest one of which a rule says the opposite.")
  private boolean nearMiss;

  @Option(
      names = "--rule",
      paramLabel = "NAME",
      description = "With --near-miss: the rule. Default: the first that has one.")
  private String rule = "";

  @Option(names = "--dry-run", description = "With --add: write nothing.")
  private boolean dryRun;

  /** Accepted for the sake of scripts. */
  @Option(names = "--registry", description = "Accepted; image registries are not asked.")
  void registry(boolean ignored) {}

  /** The end of a command with an error. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    Stop(String message) {
      super(message);
    }
  }

  private int passed;
  private int failed;
  private final List<ResultRow> failures = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      run(out, err);
      return 0;
    } catch (Stop stop) {
      out.flush();
      err.println("Error: " + stop.getMessage());
      return 1;
    } finally {
      out.flush();
      err.flush();
    }
  }

  private void run(PrintWriter out, PrintWriter err) throws Stop, InterruptedException {
    if (add != null) {
      add(add, out);
      return;
    }
    RowFormat rows = RowFormat.named(format);
    if (rows == null) {
      throw new Stop("invalid format, expected (json, yaml, markdown, junit)");
    }
    Selector selected = Selector.parse(selector);
    if (!selected.errors().isEmpty()) {
      out.print("\nFilter errors:\n");
      selected.errors().forEach(error -> out.print("  Error: " + error + "\n"));
    }
    ReadFiles files = new ReadFiles();
    List<TestCase> tests = tests(files, out);
    if (tests.isEmpty()) {
      out.print("\nNo test yamls available\n");
      if (requireTests) {
        throw new Stop("no tests found");
      } else if (!selected.errors().isEmpty()) {
        throw new Stop(selected.errors().get(0));
      }
      return;
    }
    Surroundings surroundings = surroundings();
    if (mutants) {
      mutants(tests, selected, files, surroundings, out, err);
      return;
    }
    String broken = tellBroken(tests, out);
    String error = runAll(tests, selected, rows, files, surroundings, out, err);
    summarise(rows, out);
    if (failed > 0) {
      throw new Stop(failed + " tests failed");
    } else if (broken != null || error != null) {
      throw new Stop(Objects.requireNonNullElse(broken, error));
    }
  }

  private void add(Path policy, PrintWriter out) throws Stop {
    AddedCase added = new AddedCase(policy, nearMiss, rule);
    try {
      added.add(folders.stream().map(Path::of).toList(), dryRun, out);
    } catch (IOException failure) {
      throw new Stop(String.valueOf(failure.getMessage()));
    }
    if (!added.refusals().isEmpty()) {
      throw new Stop(String.join("\nError: ", added.refusals()));
    }
  }

  private void mutants(
      List<TestCase> tests,
      Selector selected,
      ReadFiles files,
      Surroundings surroundings,
      PrintWriter out,
      PrintWriter err)
      throws Stop {
    if (!format.isEmpty() && !format.equals("json")) {
      throw new Stop("--mutants prints text or json, not " + format);
    }
    for (TestCase test : tests) {
      if (test.error() != null) {
        err.println("Warning: " + test.file() + ": " + test.error());
      }
    }
    MutantTests run = MutantTests.of(tests, selected, files, surroundings, maxMutants);
    run.warnings().forEach(warning -> err.println("Warning: " + warning));
    out.print(format.isEmpty() ? MutantFormat.text(run, files) : MutantFormat.json(run, files));
    if (run.score() < minScore) {
      throw new Stop(run.score() + " % of changes are noticed, less than " + minScore + " %");
    } else if (run.reports().stream().anyMatch(report -> !report.problem().isEmpty())) {
      throw new Stop("some policies could not be tried");
    }
  }

  private List<TestCase> tests(ReadFiles files, PrintWriter out) throws Stop {
    TestDiscovery discovery = new TestDiscovery(files, fileName);
    for (String folder : folders) {
      String reason;
      if (folder.startsWith("https://") || folder.startsWith("http://") || gitBranch != null) {
        reason = folder + ": repositories are not fetched. Clone it and name the folder.";
      } else {
        try {
          discovery.search(Path.of(folder).normalize());
          continue;
        } catch (NotDirectoryException noFolder) {
          reason = "open " + folder + ": not a directory";
        } catch (IOException failure) {
          reason = "open " + folder + ": " + ManifestFile.reason(failure);
        }
      }
      out.print("\nError loading tests: " + reason + "\n");
      throw new Stop(reason);
    }
    return discovery.tests();
  }

  /** Tells of tests that cannot be decoded; the others are run all the same. */
  private static @Nullable String tellBroken(List<TestCase> tests, PrintWriter out) {
    List<TestCase> broken = tests.stream().filter(test -> test.error() != null).toList();
    if (broken.isEmpty()) {
      return null;
    }
    out.print("\nTest errors:\n");
    for (TestCase test : broken) {
      out.print("  Path: " + test.file() + "\n    Error: " + test.error() + "\n");
    }
    return "found " + broken.size() + " errors after loading tests";
  }

  /** Runs tests side by side and prints them one after another; gives the first error. */
  private @Nullable String runAll(
      List<TestCase> tests,
      Selector selected,
      RowFormat rows,
      ReadFiles files,
      Surroundings surroundings,
      PrintWriter out,
      PrintWriter err)
      throws InterruptedException, Stop {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    String error = null;
    try {
      List<Future<SuiteRun.@Nullable Result>> running = new ArrayList<>();
      for (TestCase test : tests) {
        if (test.test() != null) {
          running.add(workers.submit(() -> SuiteRun.run(test, selected, files, surroundings)));
        }
      }
      for (Future<SuiteRun.@Nullable Result> test : running) {
        SuiteRun.Result result = test.get();
        if (result != null) {
          print(result, rows, files, out, err);
          error = error == null ? result.error() : error;
        }
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    } finally {
      workers.shutdownNow();
    }
    return error;
  }

  private void print(
      SuiteRun.Result result, RowFormat rows, ReadFiles files, PrintWriter out, PrintWriter err) {
    out.print(result.heading());
    for (String warning : result.warnings()) {
      err.println("Warning: " + warning);
    }
    if (result.error() != null) {
      err.println("Error: " + result.file() + ": " + result.error());
      return;
    }
    for (ResultRow row : result.rows()) {
      if (row.verdict() == Verdict.FAIL) {
        failed++;
        failures.add(row);
      } else {
        passed++;
      }
    }
    if (!failOnly) {
      out.print("\n" + rows.print(result.rows(), detailed, colours()) + "\n\n");
      explain(result.rows(), rows, files, out);
    }
  }

  private static void explain(
      List<ResultRow> rows, RowFormat format, ReadFiles files, PrintWriter out) {
    String why = format == RowFormat.TABLE ? new Why(files).of(rows) : "";
    if (!why.isEmpty()) {
      out.print(why + "\n");
    }
  }

  private void summarise(RowFormat rows, PrintWriter out) {
    if (!failOnly) {
      out.printf("%nTest Summary: %d tests passed and %d tests failed%n%n", passed, failed);
      return;
    }
    out.printf("%nTest Summary: %d out of %d tests failed%n%n", failed, passed + failed);
    if (failed > 0) {
      if (rows == RowFormat.TABLE) {
        out.print("Aggregated Failed Test Cases : \n");
        out.print(rows.print(numbered(), detailed, colours()) + "\n");
      } else {
        out.print("\n" + rows.print(failures, detailed, colours()) + "\n\n");
      }
    }
  }

  /** Failures of several tests, numbered through. */
  private List<ResultRow> numbered() {
    List<ResultRow> numbered = new ArrayList<>();
    for (ResultRow row : failures) {
      numbered.add(row.numbered(numbered.size() + 1));
    }
    return numbered;
  }

  private Surroundings surroundings() throws Stop {
    Registry images = imageLayout == null ? Registry.OFFLINE : OciLayout.at(Path.of(imageLayout));
    if (images == null) {
      throw new Stop("--image-layout " + imageLayout + " is no OCI image layout");
    }
    return new Surroundings(ThisMachine.CLOCK, ThisMachine.CHANCE, ThisMachine.HOSTS, images);
  }

  private Colours colours() {
    if (removeColour || !format.isEmpty()) {
      return Colours.NONE;
    }
    boolean terminal = Boolean.getBoolean("ephor.stdout.terminal");
    String noColour = System.getenv("NO_COLOR");
    return new Colours(terminal && (noColour == null || noColour.isEmpty()), true);
  }
}
