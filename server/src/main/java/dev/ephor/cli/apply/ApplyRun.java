package dev.ephor.cli.apply;

import dev.ephor.cli.Progress;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.policy.check.PolicyAdmission;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One run of the command: reads, admits, prints. */
final class ApplyRun {

  private static final String DIVIDER = "-".repeat(70);

  private final InputOptions input;
  private final WorldOptions circumstances;
  private final OutputOptions options;
  private final InputStream in;
  private final PrintWriter out;
  private final PrintWriter err;
  private final AtomicInteger unreadable = new AtomicInteger();

  ApplyRun(
      InputOptions input,
      WorldOptions circumstances,
      OutputOptions options,
      InputStream in,
      PrintWriter out,
      PrintWriter err) {
    this.input = input;
    this.circumstances = circumstances;
    this.options = options;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Runs, and gives the exit status. */
  int run() throws IOException, Unusable {
    circumstances.check();
    input.check(circumstances.cluster);
    DocumentOutput documents = DocumentOutput.of(out, options.documents, options.bare);
    Stopwatch stopwatch = new Stopwatch();
    PolicyFiles.Found found =
        PolicyFiles.read(input.policies, in, warning -> err.println("Warning: " + warning));
    List<Resource> resources = ResourceFiles.read(input.resources, in, this::tellUnreadable);
    if (unreadable.get() > 0 && !options.continueOnError) {
      return 1;
    }
    World world = World.of(circumstances, input, found.bindings(), resources, in, out, this::tellUnreadable);
    List<PreparedPolicy> all = found.policies().parallelStream().map(this::prepare).toList();
    stopwatch.lap("reading");
    announce(all, resources.size());
    List<PreparedPolicy> admitted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (PreparedPolicy prepared : all) {
      PolicyAdmission.refusal(prepared.policy().document())
          .ifPresentOrElse(
              reason -> refused.add(prepared.policy().name() + ": " + reason),
              () -> admitted.add(prepared));
    }
    requireCompiled(admitted, resources);
    AuditWarnings warnings = new AuditWarnings(options.auditWarn);
    Output<?> output = output(warnings);
    Counts counts =
        admit(admitted, world, resources, warnings, output, documents)
            .plus(Counts.ofErrors(refused.size()));
    stopwatch.lap("judging");
    printRefused(refused);
    output.print(out, counts);
    out.flush();
    stopwatch.lap("printing");
    if (options.performance) {
      err.println(stopwatch.told(resources.size(), found.policies().size()));
    }
    return status(counts);
  }

  /** The reference finds out when it comes to the first resource, and goes no further. */
  private static void requireCompiled(List<PreparedPolicy> policies, List<Resource> resources)
      throws Unusable {
    for (PreparedPolicy policy : policies) {
      Optional<String> refusal = policy.refusal();
      if (refusal.isPresent() && !resources.isEmpty()) {
        throw new Unusable(
            "failed to apply policies on resource "
                + ResourceNames.name(resources.get(0))
                + " ("
                + refusal.get()
                + ")");
      }
    }
  }

  private void announce(List<PreparedPolicy> policies, int resources) {
    if (!options.report && !options.bare && !options.exceptions) {
      int rules = policies.stream().mapToInt(PreparedPolicy::ruleCount).sum();
      out.print("\nApplying " + rules + " policy rule(s) to " + resources + " resource(s)...\n");
    }
  }

  private Output<?> output(AuditWarnings warnings) throws Unusable {
    Format format = Format.of(options.format);
    if (options.report) {
      return new Reports(format, warnings, Instant.now());
    } else if (options.exceptions) {
      GoDuration life = GoDuration.parse(options.exceptionLife);
      if (life == null) {
        throw new Unusable(
            "invalid argument \""
                + options.exceptionLife
                + "\" for \"--generated-exception-ttl\" flag: time: invalid duration");
      }
      return new Exceptions(format, warnings, life);
    }
    return new Violations(warnings);
  }

  private static <T> Counts admit(
      List<PreparedPolicy> policies,
      World world,
      List<Resource> resources,
      AuditWarnings warnings,
      Output<T> output,
      DocumentOutput documents)
      throws IOException {
    PrintStream screen = System.err;
    boolean terminal = Boolean.getBoolean("ephor.stderr.terminal");
    try (Progress progress =
        Progress.of(screen, terminal, resources.size(), "applying", "resources")) {
      return new Admissions<>(
              policies, world.requests(), world.facts(), warnings, output, documents)
          .run(resources, progress::step);
    }
  }

  private int status(Counts counts) {
    if (counts.fail() > 0 || counts.error() > 0 || unreadable.get() > 0) {
      return 1;
    }
    if (counts.warn() > 0 && options.warnExitCode != 0) {
      out.print("exit as warnExitCode is " + options.warnExitCode);
      return options.warnExitCode;
    }
    if (counts.pass() == 0 && options.warnNoPass) {
      out.println("exit as no objects satisfied policy");
      return options.warnExitCode;
    }
    return 0;
  }

  private void tellUnreadable(String error) {
    unreadable.incrementAndGet();
    err.println("Error: failed to load resources (" + error + ")");
  }

  /** Policies that cannot be admitted are not applied; the reference says why, and so do we. */
  private void printRefused(List<String> refused) {
    if (refused.isEmpty()) {
      return;
    }
    out.print(DIVIDER + "\nPolicies Skipped:\n");
    IntStream.range(0, refused.size())
        .forEach(i -> out.print((i + 1) + ". " + refused.get(i) + "\n"));
    out.print(DIVIDER + "\n");
  }

  private PreparedPolicy prepare(Policy policy) {
    return PreparedPolicy.of(
        policy,
        (name, rule, cause) -> {
          err.println("Error: policy " + name + ", rule " + rule + ": internal error");
          cause.printStackTrace(err);
        });
  }
}
