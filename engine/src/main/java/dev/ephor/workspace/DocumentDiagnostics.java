package dev.ephor.workspace;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.custom.Breach;
import dev.ephor.rule.custom.CustomRules;
import dev.ephor.schema.DefinitionProblems;
import dev.ephor.schema.SchemaFinding;
import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.workspace.Contribution.PlacedDefinition;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import dev.ephor.workspace.Document.Parsed;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the outcomes and problems of a document into diagnostics; here, and only here, nodes become
 * spans. They count from the start of the document, so that they hold wherever it moves.
 */
final class DocumentDiagnostics {

  private static final String PREFIX = "validation error: ";
  private static final Set<String> MILD = Set.of("low", "info");

  private final Outlook world;
  private final Derivations derivations;
  private final Document document;
  private final Parsed parsed;
  private final YamlDocument yaml;
  private final List<Diagnostic> found = new ArrayList<>();

  DocumentDiagnostics(Document document, Outlook world, Derivations derivations) {
    this.document = document;
    this.world = world;
    this.derivations = derivations;
    this.parsed = document.parsed(derivations.engine());
    this.yaml = parsed.yaml();
  }

  /**
   * The diagnostics by place.
   *
   * @param policies whether the file's policies count
   * @param judged whether the file's resources are judged
   */
  List<Diagnostic> collect(boolean policies, boolean judged, Cancellation cancellation) {
    for (Problem problem : yaml.problems()) {
      add(problem.span(), problem.severity(), problem.code(), problem.message());
    }
    parsed.content().problems().forEach(this::add);
    if (policies) {
      parsed.content().policies().forEach(this::policy);
    }
    if (judged) {
      for (ResourceUnit unit : parsed.content().resources()) {
        definition(unit);
        resource(unit, cancellation);
        structure(unit);
        custom(unit);
      }
    }
    found.sort(Diagnostic.BY_PLACE);
    return merged();
  }

  private void policy(PolicyUnit policy) {
    for (PolicyProblem problem : policy.problems()) {
      add(problem);
    }
    PlacedPolicy twin = world.twin(policy);
    if (twin != null) {
      Span here = nameSpan(policy, yaml);
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

  private void definition(ResourceUnit unit) {
    for (DefinitionProblems.Problem problem : unit.definitionProblems()) {
      Place place = problem.place();
      add(
          yaml.span(place.node(), place.part()),
          Severity.ERROR,
          "custom-resource-definition",
          problem.message());
    }
    for (Breach broken : unit.brokenRules()) {
      add(span(broken), Severity.ERROR, "custom-resource-definition", broken.message());
    }
  }

  /** What a cluster would refuse it for, by the rules of its kind's definition. */
  private void custom(ResourceUnit unit) {
    CustomRules rules = world.rules().of(unit.resource().type());
    if (rules == null) {
      return;
    }
    for (Breach breach : unit.breaches(rules)) {
      List<Diagnostic.Related> related = new ArrayList<>();
      PlacedDefinition placed = world.definition(breach.clause().source());
      if (placed != null) {
        YamlDocument there = placed.document().parsed(derivations.engine()).yaml();
        Span clause = there.span(breach.clause().node(), breach.clause().part());
        related.add(
            new Diagnostic.Related(
                placed.file(), clause.shift(placed.start()), "the definition's rule"));
      }
      found.add(
          new Diagnostic(
              span(breach),
              Severity.ERROR,
              "custom-resource-rule",
              breach.message(),
              related,
              null));
    }
  }

  private Span span(Breach breach) {
    Place place = breach.place();
    Span within = breach.within();
    return within == null
        ? yaml.span(place.node(), place.part())
        : yaml.sourceMap(place.node()).toSource(within);
  }

  private void resource(ResourceUnit unit, Cancellation cancellation) {
    Row row = unit.judged(world.laws(), derivations.evaluations(), cancellation);
    row.forEachOutcome(
        (policy, outcome) -> {
          if (outcome.status() != Status.PASS && outcome.status() != Status.SKIP) {
            List<Diagnostic.Related> mutated = mutatedBy(row, policy, outcome);
            for (Finding finding : outcome.findings()) {
              verdict(unit, policy, outcome, finding, mutated);
            }
          }
        });
  }

  /** What the structure of its kind does not allow. */
  private void structure(ResourceUnit unit) {
    for (SchemaFinding finding : unit.misfits(world.schemas())) {
      String code = Diagnostic.STRUCTURE + finding.code();
      Severity severity =
          world
              .configuration()
              .severities()
              .apply(SeverityRules.STRUCTURE, code, finding.severity());
      Place place = finding.place();
      if (severity != null) {
        add(yaml.span(place.node(), place.part()), severity, code, finding.message());
      }
    }
  }

  /** The policies without whose mutations this would not be said; mostly none. */
  private List<Diagnostic.Related> mutatedBy(Row row, PolicyUnit policy, RuleOutcome outcome) {
    List<Diagnostic.Related> mutations = new ArrayList<>();
    if (row.isBroughtByMutation(policy, outcome.rule())) {
      for (Mutations.Step step : row.mutations().steps()) {
        PlacedPolicy placed = world.place(step.policy().root().source());
        if (placed != null && !step.changing().isEmpty()) {
          YamlDocument yamlThere = placed.document().parsed(derivations.engine()).yaml();
          mutations.add(
              new Diagnostic.Related(
                  placed.file(),
                  nameSpan(step.policy(), yamlThere).shift(placed.start()),
                  "as written the manifest complies; "
                      + step.policy().name()
                      + " changes it first, rule "
                      + String.join(", ", step.changing())));
        }
      }
    }
    return mutations;
  }

  private void verdict(
      ResourceUnit unit,
      PolicyUnit policy,
      RuleOutcome outcome,
      Finding finding,
      List<Diagnostic.Related> mutated) {
    Place manifest = finding.manifest();
    int node =
        manifest.source() == document.source() ? manifest.node() : unit.resource().root().node();
    String code = outcome.rule().isEmpty() ? policy.name() : policy.name() + "/" + outcome.rule();
    Severity severity =
        world.configuration().severities().apply(policy.name(), code, severity(outcome, policy));
    if (severity == null) {
      return;
    }
    List<Diagnostic.Related> related = new ArrayList<>();
    Diagnostic.Related clause = clause(finding);
    if (clause != null) {
      related.add(clause);
    }
    related.addAll(mutated);
    found.add(
        new Diagnostic(
            yaml.span(node, manifest.part()),
            severity,
            code,
            readable(outcome),
            related,
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

  private Diagnostic.@Nullable Related clause(Finding finding) {
    Place clause = finding.clause();
    PlacedPolicy placed = world.place(clause.source());
    if (placed == null) {
      return null;
    }
    YamlDocument policy = placed.document().parsed(derivations.engine()).yaml();
    Span span =
        new PlacedDocument(placed.file(), placed.start(), policy).span(clause, finding.part());
    String note = finding.note().isEmpty() ? "" : ": " + finding.note();
    return new Diagnostic.Related(placed.file(), span, "the policy's clause" + note);
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

  private void add(PolicyProblem problem) {
    Place place = problem.place();
    Span within = problem.within();
    add(
        within == null
            ? yaml.span(place.node(), place.part())
            : yaml.sourceMap(place.node()).toSource(within),
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
          DocumentDiagnostics::join);
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
