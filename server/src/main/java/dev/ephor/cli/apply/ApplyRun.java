package dev.ephor.cli.apply;

import dev.ephor.cli.Progress;
import dev.ephor.cli.table.Colours;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.Detail;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.EvaluationMode;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.value.MapValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    for (String variable : circumstances.unusedVariables()) {
      err.println(
          "Warning: --set "
              + variable
              + " is left out: it is not NAME=VALUE, or a field of request.object");
    }
    input.check(circumstances.cluster);
    DocumentOutput documents = DocumentOutput.of(out, options.documents, options.bare);
    Stopwatch stopwatch = new Stopwatch();
    PolicyFiles.Read policies =
        PolicyFiles.read(input.policies, in, warning -> err.println("Warning: " + warning));
    List<PreparedPolicy> all = policies.policies().parallelStream().map(this::prepare).toList();
    try (ClusterUse cluster = ClusterUse.of(circumstances, this::tellOfCluster)) {
      List<Resource> resources =
          cluster.isUsed()
              ? cluster.resources(all, input.resources)
              : ResourceFiles.read(input.resources, in, this::tellUnreadable);
      return judge(all, policies.bindings(), resources, cluster, stopwatch, documents);
    }
  }

  private int judge(
      List<PreparedPolicy> all,
      List<MapValue> bindings,
      List<Resource> resources,
      ClusterUse cluster,
      Stopwatch stopwatch,
      DocumentOutput documents)
      throws IOException, Unusable {
    Map<EvaluationMode, List<Resource>> payloads = payloads();
    int payloadCount = payloads.values().stream().mapToInt(List::size).sum();
    if (unreadable.get() > 0 && !options.continueOnError) {
      return 1;
    }
    List<MapValue> known = new ArrayList<>(bindings);
    resources.forEach(resource -> known.add(resource.root()));
    World world = World.of(circumstances, input, known, cluster, out, this::tellUnreadable);
    stopwatch.lap("reading");
    announce(all, resources.size() + payloadCount, world.exceptions());
    List<PreparedPolicy> admitted = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (PreparedPolicy prepared : all) {
      PolicyAdmission.refusal(prepared.policy().document())
          .ifPresentOrElse(
              reason -> refused.add(prepared.policy().name() + ": " + reason),
              () -> admitted.add(prepared));
    }
    if (!options.continueOnFail) {
      endOnUncompilable(admitted, world.facts(), resources, payloads);
    }
    AuditWarnings warnings = new AuditWarnings(options.auditWarn);
    Output<?> output = output(warnings);
    Counts counts =
        admit(admitted, world, resources, warnings, output, documents)
            .plus(Counts.ofErrors(refused.size()));
    for (Map.Entry<EvaluationMode, List<Resource>> given : payloads.entrySet()) {
      List<PreparedPolicy> concerned = ofPayloads(admitted, given.getKey());
      counts = counts.plus(admit(concerned, world, given.getValue(), warnings, output, documents));
    }
    stopwatch.lap("judging");
    printRefused(refused);
    output.print(out, counts);
    out.flush();
    stopwatch.lap("printing");
    if (options.performance) {
      err.println(stopwatch.told(resources.size(), all.size()));
    }
    return status(counts);
  }

  private void announce(List<PreparedPolicy> policies, int resources, int exceptions) {
    if (!options.report && !options.bare && !options.exceptions) {
      int rules = policies.stream().mapToInt(PreparedPolicy::ruleCount).sum();
      out.print("\nApplying " + rules + " policy rule(s) to " + resources + " resource(s)");
      out.print(exceptions > 0 ? " with " + exceptions + " exception(s)...\n" : "...\n");
    }
  }

  /** The reference judges nothing when a policy's expressions cannot be compiled. */
  private static void endOnUncompilable(
      List<PreparedPolicy> policies,
      Facts facts,
      List<Resource> resources,
      Map<EvaluationMode, List<Resource>> payloads)
      throws Unusable {
    for (PreparedPolicy prepared : policies) {
      Optional<String> refusal = prepared.refusal(facts);
      EvaluationMode mode = EvaluationMode.of(prepared.policy());
      if (refusal.isPresent() && mode.isAboutRequests()) {
        if (!payloads.getOrDefault(mode, List.of()).isEmpty()) {
          throw new Unusable(refusal.get());
        }
      } else if (refusal.isPresent() && !resources.isEmpty()) {
        String kind = prepared.policy().kind();
        boolean apart = kind.endsWith("DeletingPolicy") || kind.endsWith("ImageValidatingPolicy");
        throw new Unusable(
            apart
                ? refusal.get()
                : "failed to apply policies on resource "
                    + ResourceNames.name(resources.get(0))
                    + " ("
                    + refusal.get()
                    + ")");
      }
    }
  }

  /** What is judged without being a resource, by the mode of the policies that judge it. */
  private Map<EvaluationMode, List<Resource>> payloads() {
    Map<EvaluationMode, List<Resource>> payloads = new EnumMap<>(EvaluationMode.class);
    payloads.put(EvaluationMode.JSON, payloads(input.payloads));
    payloads.put(EvaluationMode.HTTP, payloads(input.httpRequests));
    payloads.put(EvaluationMode.ENVOY, payloads(input.envoyRequests));
    return payloads;
  }

  private List<Resource> payloads(List<String> paths) {
    return ResourceFiles.payloads(paths, this::tellUnreadable).stream()
        .map(Resource::changed)
        .toList();
  }

  /** Documents concern policies that are written in CEL, requests only those of their mode. */
  private static List<PreparedPolicy> ofPayloads(
      List<PreparedPolicy> policies, EvaluationMode mode) {
    return policies.stream()
        .filter(prepared -> !(prepared.policy() instanceof KyvernoPolicy))
        .filter(
            prepared -> {
              EvaluationMode judged = EvaluationMode.of(prepared.policy());
              return mode == EvaluationMode.JSON ? !judged.isAboutRequests() : judged == mode;
            })
        .toList();
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
    return options.table
        ? new ResultTable(warnings, colours(), options.detailed)
        : new Violations(warnings);
  }

  /** As in the reference, headers are coloured in pipes too; cells are on terminals. */
  private Colours colours() {
    if (options.removeColor) {
      return Colours.NONE;
    }
    String noColour = System.getenv("NO_COLOR");
    boolean terminal = Boolean.getBoolean("ephor.stdout.terminal");
    return new Colours(terminal && (noColour == null || noColour.isEmpty()), true);
  }

  private <T> Counts admit(
      List<PreparedPolicy> policies,
      World world,
      List<Resource> resources,
      AuditWarnings warnings,
      Output<T> output,
      DocumentOutput documents)
      throws IOException, Unusable {
    Facts facts = circumstances.withImages(world.facts());
    PrintStream screen = System.err;
    boolean terminal = Boolean.getBoolean("ephor.stderr.terminal");
    try (Progress progress =
        Progress.of(screen, terminal, resources.size(), "applying", "resources")) {
      return new Admissions<>(policies, world.requests(), facts, warnings, output, documents)
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

  /** As in the reference, what a cluster does not tell leaves the exit status as it is. */
  private void tellOfCluster(String problem) {
    err.println("Warning: " + problem);
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
        },
        Detail.PLACES);
  }
}
