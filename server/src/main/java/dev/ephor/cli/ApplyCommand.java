package dev.ephor.cli;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.report.PolicyReport;
import dev.ephor.report.ReportResult;
import dev.ephor.report.ReportResult.ResourceReference;
import dev.ephor.report.ReportSummary;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Applies policies to resources and prints a policy report, as {@code kyverno apply} does. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Applies policies to resources and prints what each rule says of each resource.",
      "The other options of 'kyverno apply' are planned."
    },
    footer = {
      "",
      "Exit status: 0 no rule failed, 1 some did, 2 bad use or unreadable input.",
      "",
      "Example:",
      "  ephor apply policies/ --resource pod.yaml -p --output-format json"
    })
final class ApplyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "POLICY",
      arity = "1..*",
      description = "A file with policies, or a folder with such files at any depth.")
  private List<Path> policyPaths = List.of();

  @Option(
      names = {"-r", "--resource"},
      paramLabel = "FILE",
      description = "A file with resources, or a folder with such files. May be repeated.")
  private List<Path> resourcePaths = List.of();

  @Option(
      names = {"-p", "--policy-report"},
      description = "Print a policy report.")
  private boolean policyReport;

  @Option(
      names = "--output-format",
      paramLabel = "json",
      description = "The format of the report; json is the only one so far.")
  private String outputFormat = "json";

  /** Accepted for the sake of scripts. */
  @Option(names = "--remove-color", description = "Print no colours. There are none so far.")
  void removeColor(boolean ignored) {}

  /**
   * The results of one policy.
   *
   * @param policy the policy
   * @param byResource for each resource, what the policy's rules say
   */
  private record Judgement(KyvernoPolicy policy, List<List<ReportResult>> byResource) {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!outputFormat.equals("json")) {
      err.println("Error: --output-format " + outputFormat + " is not known. Use json.");
      return 2;
    }
    ApplyInput input = new ApplyInput(warning -> err.println("Warning: " + warning));
    List<Policy> policies = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Policy policy : input.policies(policyPaths)) {
      PolicyAdmission.refusal(policy.document())
          .ifPresentOrElse(
              reason -> refused.add(policy.name() + ": " + reason), () -> policies.add(policy));
    }
    List<Resource> resources;
    try {
      resources = input.resources(resourcePaths);
    } catch (ApplyInput.Unreadable unreadable) {
      err.println("Error: " + unreadable.getMessage());
      return 2;
    }
    List<PreparedPolicy> prepared = policies.stream().map(this::prepare).toList();
    int rules = prepared.stream().mapToInt(PreparedPolicy::ruleCount).sum();
    out.printf("%nApplying %d policy rule(s) to %d resource(s)...%n", rules, resources.size());
    printRefused(out, refused);
    List<Judgement> judgements = judge(prepared, resources);
    if (policyReport) {
      print(out, judgements);
    } else {
      ReportSummary counts = ReportSummary.of(all(judgements));
      out.printf(
          "%npass: %d, fail: %d, warn: %d, error: %d, skip: %d%n",
          counts.pass(),
          counts.fail(),
          counts.warn(),
          counts.error() + refused.size(),
          counts.skip());
    }
    out.flush();
    boolean bad = !refused.isEmpty() || all(judgements).stream().anyMatch(ApplyCommand::isBad);
    return bad ? 1 : 0;
  }

  /** Policies that cannot be admitted are not applied; the reference says why, and so do we. */
  private static void printRefused(PrintWriter out, List<String> refused) {
    if (refused.isEmpty()) {
      return;
    }
    out.println("-".repeat(70));
    out.println("Policies Skipped:");
    for (int i = 0; i < refused.size(); i++) {
      out.println((i + 1) + ". " + refused.get(i));
    }
    out.println("-".repeat(70));
  }

  private PreparedPolicy prepare(Policy policy) {
    PrintWriter err = spec.commandLine().getErr();
    return PreparedPolicy.of(
        policy,
        (name, rule, cause) -> {
          err.println("Error: policy " + name + ", rule " + rule + ": internal error");
          cause.printStackTrace(err);
        });
  }

  private static List<Judgement> judge(List<PreparedPolicy> policies, List<Resource> resources) {
    Facts facts = new UnknownWorld();
    List<Judgement> judgements = new ArrayList<>();
    for (PreparedPolicy prepared : policies) {
      if (prepared.policy() instanceof KyvernoPolicy policy) {
        Map<GroupVersionKind, Boolean> kinds = new HashMap<>();
        for (Resource resource : resources) {
          kinds.computeIfAbsent(resource.type(), prepared::mayMatch);
        }
        List<List<ReportResult>> byResource =
            IntStream.range(0, resources.size())
                .parallel()
                .mapToObj(resources::get)
                .filter(resource -> kinds.getOrDefault(resource.type(), false))
                .map(resource -> results(prepared, policy, resource, facts))
                .filter(results -> !results.isEmpty())
                .toList();
        judgements.add(new Judgement(policy, byResource));
      }
    }
    return judgements;
  }

  private static List<ReportResult> results(
      PreparedPolicy prepared, KyvernoPolicy policy, Resource resource, Facts facts) {
    List<ReportResult> results = new ArrayList<>();
    for (RuleOutcome outcome : prepared.evaluate(resource, AdmissionRequest.CREATE, facts)) {
      results.add(
          ReportResult.of(policy, outcome, ResourceReference.of(resource), outcome.properties()));
    }
    return results;
  }

  /**
   * Nothing is known of the world. The labels of namespaces come from a values file in the
   * reference, not from manifests of namespaces among the resources.
   */
  private static final class UnknownWorld implements Facts {
    @Override
    @SuppressWarnings("unchecked") // the answer's type is the question's
    public <T> T ask(Question<T> question) {
      if (question instanceof Question.NamespaceLabels) {
        return (T) Map.of();
      } else if (question instanceof Question.CloneSources) {
        return (T) List.of();
      } else if (question instanceof Question.Images) {
        return (T) Optional.of(Registry.OFFLINE);
      }
      throw new IllegalArgumentException("unknown question " + question);
    }
  }

  /** One report of all cluster-wide policies; of a namespaced policy, one for each resource. */
  private static void print(PrintWriter out, List<Judgement> judgements) throws IOException {
    String line = "-".repeat(70);
    out.println(line);
    out.println("POLICY REPORT:");
    out.println(line);
    Instant now = Instant.now();
    List<ReportResult> clustered = new ArrayList<>();
    for (Judgement judgement : judgements) {
      KyvernoPolicy policy = judgement.policy();
      for (List<ReportResult> results : judgement.byResource()) {
        if (policy.namespace().isEmpty()) {
          clustered.addAll(results);
        } else {
          PolicyReportJson.write(
              out, PolicyReport.namespaced(policy.name(), policy.namespace(), results), now);
        }
      }
    }
    if (!clustered.isEmpty()) {
      PolicyReportJson.write(out, PolicyReport.merged(clustered), now);
    }
  }

  private static List<ReportResult> all(List<Judgement> judgements) {
    return judgements.stream()
        .flatMap(judgement -> judgement.byResource().stream())
        .flatMap(List::stream)
        .toList();
  }

  private static boolean isBad(ReportResult result) {
    return result.result() == Status.FAIL || result.result() == Status.ERROR;
  }
}
