package dev.ephor.workspace;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import dev.ephor.workspace.Document.Parsed;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns outcomes and problems into diagnostics; here, and only here, nodes become spans. */
final class FileDiagnostics {

  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparingInt((Diagnostic diagnostic) -> diagnostic.span().start())
          .thenComparingInt(diagnostic -> diagnostic.span().end())
          .thenComparing(Diagnostic::severity)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  private static final String PREFIX = "validation error: ";
  private static final Set<String> MILD = Set.of("low", "info");

  private final FileId file;
  private final FileState state;
  private final Documents documents;
  private final Outlook world;
  private final Derivations derivations;
  private final List<Diagnostic> found = new ArrayList<>();

  FileDiagnostics(FileId file, FileState state, Outlook world, Derivations derivations) {
    this.file = file;
    this.state = state;
    this.documents = state.documents();
    this.world = world;
    this.derivations = derivations;
  }

  List<Diagnostic> collect(Cancellation cancellation) {
    if (state.isTemplate()) {
      add(
          Span.at(0),
          Severity.INFORMATION,
          "helm-template",
          "This is a Helm template, which is not YAML before the chart is rendered, so it is left"
              + " alone. To judge what it gives: helm template . | ephor check -p POLICIES -");
      return List.copyOf(found);
    }
    boolean judged = world.judges(file);
    boolean policies = world.configuration().roles().mayHoldPolicies(file);
    for (Problem problem : state.problems()) {
      add(problem, 0);
    }
    for (Problem problem : world.configuration().problems().getOrDefault(file, List.of())) {
      add(problem, 0);
    }
    for (int i = 0; i < documents.size(); i++) {
      cancellation.check();
      Document document = documents.get(i);
      int start = documents.start(i);
      Parsed parsed = document.parsed(derivations.engine());
      for (Problem problem : parsed.yaml().problems()) {
        add(problem, start);
      }
      for (PolicyProblem problem : parsed.content().problems()) {
        add(problem, parsed.yaml(), start);
      }
      if (policies) {
        for (PolicyUnit policy : parsed.content().policies()) {
          policy(policy, parsed.yaml(), start);
        }
      }
      if (judged) {
        for (ResourceUnit unit : parsed.content().resources()) {
          resource(unit, document, parsed.yaml(), start, cancellation);
        }
      }
    }
    found.sort(BY_PLACE);
    return merged();
  }

  private void policy(PolicyUnit policy, YamlDocument yaml, int start) {
    for (PolicyProblem problem : policy.problems()) {
      add(problem, yaml, start);
    }
    PlacedPolicy twin = world.twin(policy);
    if (twin != null) {
      Span here = nameSpan(policy, yaml).shift(start);
      Span there =
          nameSpan(twin.policy(), twin.document().parsed(derivations.engine()).yaml())
              .shift(twin.start());
      found.add(
          new Diagnostic(
              here,
              Severity.WARNING,
              "duplicate-policy",
              "There is another "
                  + policy.key()
                  + ". A cluster keeps the one that is applied last; here both are evaluated."
                  + " Rename or remove one.",
              List.of(new Diagnostic.Related(twin.file(), there, "the other " + policy.key())),
              null));
    }
  }

  private void resource(
      ResourceUnit unit,
      Document document,
      YamlDocument yaml,
      int start,
      Cancellation cancellation) {
    Row row = unit.judged(world.laws(), derivations.evaluations(), cancellation);
    for (int i = 0; i < row.cells().size(); i++) {
      for (RuleOutcome outcome : row.cells().get(i).outcomes()) {
        if (outcome.status() == Status.PASS || outcome.status() == Status.SKIP) {
          continue;
        }
        PolicyUnit policy = row.candidates().get(i);
        for (Finding finding : outcome.findings()) {
          verdict(unit, policy, outcome, finding, document, yaml, start);
        }
      }
    }
  }

  private void verdict(
      ResourceUnit unit,
      PolicyUnit policy,
      RuleOutcome outcome,
      Finding finding,
      Document document,
      YamlDocument yaml,
      int start) {
    Place manifest = finding.manifest();
    int node =
        manifest.source() == document.source() ? manifest.node() : unit.resource().root().node();
    String code = outcome.rule().isEmpty() ? policy.name() : policy.name() + "/" + outcome.rule();
    Severity severity =
        world.configuration().severities().apply(policy.name(), code, severity(outcome, policy));
    if (severity == null) {
      return;
    }
    Diagnostic.Related clause = clause(finding.clause());
    found.add(
        new Diagnostic(
            yaml.span(node, manifest.part()).shift(start),
            severity,
            code,
            readable(outcome),
            clause == null ? List.of() : List.of(clause),
            new Verdict(
                policy.name(),
                outcome.rule(),
                outcome.status(),
                outcome.action(),
                unit.resource().type().apiVersion(),
                unit.resource().type().kind(),
                unit.resource().namespace(),
                unit.resource().name())));
  }

  private Diagnostic.@Nullable Related clause(Place clause) {
    PlacedPolicy placed = world.place(clause.source());
    if (placed == null) {
      return null;
    }
    YamlDocument yaml = placed.document().parsed(derivations.engine()).yaml();
    return new Diagnostic.Related(
        placed.file(),
        yaml.span(clause.node(), clause.part()).shift(placed.start()),
        "the policy's clause");
  }

  /**
   * What a cluster would refuse is an error, whatever the policy calls itself. What it would only
   * report is a warning, or a note when {@code policies.kyverno.io/severity} is low or info.
   */
  private static Severity severity(RuleOutcome outcome, PolicyUnit policy) {
    if (outcome.status() == Status.WARN) {
      return Severity.WARNING;
    }
    if (outcome.action() == RuleOutcome.Action.ENFORCE) {
      return Severity.ERROR;
    }
    return MILD.contains(policy.severity()) ? Severity.INFORMATION : Severity.WARNING;
  }

  /**
   * The message for a person: first what the policy's author wrote, then, on a line of its own,
   * where the engine saw it.
   */
  private static String readable(RuleOutcome outcome) {
    String message = outcome.message();
    message = message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
    for (String mark : List.of(" rule " + outcome.rule() + " ", " rule " + outcome.rule() + "[")) {
      int technical = message.indexOf(mark);
      if (technical > 0 && message.indexOf(" failed at path ", technical) > 0) {
        return message.substring(0, technical) + "\n" + message.substring(technical + 1);
      }
    }
    return message;
  }

  private static Span nameSpan(PolicyUnit policy, YamlDocument yaml) {
    var metadata = policy.root().map("metadata");
    var name = metadata == null ? null : metadata.child("name");
    return yaml.valueSpan(name == null ? policy.root().node() : name.node());
  }

  private void add(PolicyProblem problem, YamlDocument yaml, int start) {
    Place place = problem.place();
    add(
        yaml.span(place.node(), place.part()).shift(start),
        problem.severity(),
        problem.code(),
        problem.message());
  }

  /** The configuration's files may have changed since they were read: no span leaves the text. */
  private void add(Problem problem, int start) {
    int length = documents.text().length();
    Span span = problem.span().shift(start);
    add(
        new Span(Math.min(span.start(), length), Math.min(span.end(), length)),
        problem.severity(),
        problem.code(),
        problem.message());
  }

  private void add(Span span, Severity severity, String code, String message) {
    found.add(new Diagnostic(span, severity, code, message, List.of(), null));
  }

  private record Shown(Span span, Severity severity, String code, String message) {}

  /** Says once what two policies of one name, or two findings at one place, say alike. */
  private List<Diagnostic> merged() {
    Map<Shown, Diagnostic> once = new LinkedHashMap<>();
    for (Diagnostic diagnostic : found) {
      once.merge(
          new Shown(
              diagnostic.span(), diagnostic.severity(), diagnostic.code(), diagnostic.message()),
          diagnostic,
          FileDiagnostics::join);
    }
    return List.copyOf(once.values());
  }

  private static Diagnostic join(Diagnostic first, Diagnostic second) {
    List<Diagnostic.Related> related = new ArrayList<>(first.related());
    for (Diagnostic.Related more : second.related()) {
      if (!related.contains(more)) {
        related.add(more);
      }
    }
    return new Diagnostic(
        first.span(), first.severity(), first.code(), first.message(), related, first.verdict());
  }
}
