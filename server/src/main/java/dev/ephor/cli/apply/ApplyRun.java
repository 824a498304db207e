package dev.ephor.cli.apply;

import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.evaluation.Requests;
import dev.ephor.given.GivenRequests;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.policy.Policy;
import dev.ephor.policy.check.PolicyAdmission;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One run of the command: reads, admits, prints. */
final class ApplyRun {

  private static final String DIVIDER = "-".repeat(70);

  private final InputOptions input;
  private final OutputOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final AtomicInteger unreadable = new AtomicInteger();

  ApplyRun(InputOptions input, OutputOptions options, PrintWriter out, PrintWriter err) {
    this.input = input;
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Runs, and gives the exit status. */
  int run() throws IOException, Unusable {
    input.check();
    DocumentOutput documents = DocumentOutput.of(out, options.documents, options.bare);
    List<Policy> policies =
        PolicyFiles.read(input.policies, System.in, warning -> err.println("Warning: " + warning));
    List<Resource> resources = ResourceFiles.read(input.resources, System.in, this::tellUnreadable);
    List<PreparedPolicy> all = policies.parallelStream().map(this::prepare).toList();
    if (!options.report && !options.bare) {
      int rules = all.stream().mapToInt(PreparedPolicy::ruleCount).sum();
      out.print(
          "\nApplying " + rules + " policy rule(s) to " + resources.size() + " resource(s)...\n");
    }
    List<PreparedPolicy> admitted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (PreparedPolicy prepared : all) {
      PolicyAdmission.refusal(prepared.policy().document())
          .ifPresentOrElse(
              reason -> refused.add(prepared.policy().name() + ": " + reason),
              () -> admitted.add(prepared));
    }
    AuditWarnings warnings = new AuditWarnings(options.auditWarn);
    Output<?> output =
        options.report
            ? new Reports(Format.of(options.format), warnings, Instant.now())
            : new Violations(warnings);
    Counts counts =
        admit(admitted, resources, warnings, output, documents)
            .plus(Counts.ofErrors(refused.size()));
    printRefused(refused);
    output.print(out, counts);
    return status(counts);
  }

  private static <T> Counts admit(
      List<PreparedPolicy> policies,
      List<Resource> resources,
      AuditWarnings warnings,
      Output<T> output,
      DocumentOutput documents)
      throws IOException {
    Requests requests = new GivenRequests(ValuesFile.NONE, Map.of(), UserInfo.UNKNOWN);
    Facts facts =
        GivenWorld.ofApply(
            ValuesFile.NONE,
            resources.stream().map(Resource::root).toList(),
            Clock.system(ZoneId.systemDefault()),
            new SecureRandom()::nextInt,
            HostNames.OFFLINE);
    return new Admissions<>(policies, requests, facts, warnings, output, documents)
        .run(resources, () -> {});
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
