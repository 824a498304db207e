package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.context.Question;
import dev.ephor.context.Registry;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.GlobalContext;
import dev.ephor.given.PretendedCluster;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelExceptionReader;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Trace;
import dev.ephor.value.GoText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy and a manifest as text, and what the one says of the other as text: each outcome is a
 * line {@code STATUS rule: message}, each finding a line {@code at MANIFEST <- CLAUSE} with the
 * first line of the text at either end.
 */
final class Judged {

  private final Map<Source, YamlDocument> documents = new HashMap<>();
  private final Map<Source, String> texts = new HashMap<>();
  private final Map<String, Map<String, String>> namespaceLabels = new HashMap<>();
  private final List<MapValue> cloneSources = new ArrayList<>();
  private boolean cleaningUp;
  private boolean offline;
  private Registry registry;
  private final List<MapValue> existing = new ArrayList<>();
  private final List<MapValue> exceptions = new ArrayList<>();
  private final MapValue policy;
  private final List<MapValue> world = new ArrayList<>();
  private AdmissionRequest request = AdmissionRequest.CREATE;

  private Judged(String policy) {
    this.policy = parse("policy", policy);
  }

  static Judged by(String policy) {
    return new Judged(policy);
  }

  /** A ClusterPolicy {@code p} of one rule {@code r} for pods, without autogen. */
  static Judged byRule(String validate) {
    return by(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: p
          annotations:
            pod-policies.kyverno.io/autogen-controllers: none
        spec:
          rules:
          - name: r
            match:
              any:
              - resources:
                  kinds: [Pod]
        """
            + validate.indent(4));
  }

  Judged under(AdmissionRequest newRequest) {
    request = newRequest;
    return this;
  }

  Judged exception(String text) {
    exceptions.add(parse("exception", text));
    return this;
  }

  Judged namespace(String name, Map<String, String> labels) {
    namespaceLabels.put(name, labels);
    return this;
  }

  /** Lets the rule find an object in a pretended cluster that knows config maps. */
  Judged among(String manifest) {
    world.add(parse("world " + world.size(), manifest));
    return this;
  }

  /** An object that generate rules may clone. */
  Judged cloneSource(String manifest) {
    cloneSources.add(parse("source", manifest));
    return this;
  }

  /** Where images are. */
  Judged registry(Registry newRegistry) {
    registry = newRegistry;
    return this;
  }

  /** Has manifests, but nothing that answers as a cluster. */
  Judged offline() {
    offline = true;
    return this;
  }

  /** Asks what would be deleted, and not what would be admitted. */
  Judged cleaningUp() {
    cleaningUp = true;
    return this;
  }

  /** Objects that rules may change when they match another. */
  Judged existing(String... manifests) {
    for (String manifest : manifests) {
      existing.add(Resource.of(parse("existing", manifest)).root());
    }
    return this;
  }

  /** The outcomes for a manifest. */
  List<RuleOutcome> outcomes(String manifest) {
    PreparedPolicy prepared = PreparedPolicy.of(PolicyReader.read(policy).policy());
    Resource resource = Resource.of(parse("manifest", manifest));
    List<RuleOutcome> outcomes =
        cleaningUp
            ? PolicyEngine.cleanUp(
                    List.of(prepared), resource, (policy, current) -> request, facts())
                .get(0)
                .answer()
                .outcomes()
            : prepared.evaluate(resource, request, facts());
    if (!outcomes.isEmpty() && !prepared.mayMatch(resource.type())) {
      throw new AssertionError("mayMatch denies what evaluate finds");
    }
    return outcomes;
  }

  /** What a policy that changes a manifest says of it, and what the reference keeps to itself. */
  List<RuleOutcome> whileChanging(String manifest) {
    PreparedPolicy prepared = PreparedPolicy.of(PolicyReader.read(policy).policy());
    Resource resource = Resource.of(parse("manifest", manifest));
    return prepared.run(Stage.MUTATE, resource, request, facts()).outcomes();
  }

  /** How often the reference writes a manifest down when the policy mutates. */
  int documents(String manifest) {
    PreparedPolicy prepared = PreparedPolicy.of(PolicyReader.read(policy).policy());
    Resource resource = Resource.of(parse("manifest", manifest));
    return prepared.run(Stage.MUTATE, resource, request, facts()).documents();
  }

  /** The outcomes for a manifest, as text. */
  String of(String manifest) {
    List<String> lines = new ArrayList<>();
    for (RuleOutcome outcome : outcomes(manifest)) {
      lines.add(outcome.status() + " " + outcome.rule() + ": " + outcome.message());
      for (Finding finding : outcome.findings()) {
        lines.add("  at " + text(finding.manifest()) + " <- " + text(finding.clause()));
      }
    }
    return String.join("\n", lines);
  }

  /** Why the rules say what they say of a manifest, as text: what was looked at, in order. */
  String explained(String manifest) {
    PreparedPolicy prepared = PreparedPolicy.of(PolicyReader.read(policy).policy());
    Resource resource = Resource.of(parse("manifest", manifest));
    List<String> lines = new ArrayList<>();
    for (RuleExplanation rule : prepared.explain(resource, request, facts())) {
      lines.add(rule.rule() + (rule.matches() ? " matches" : " does not match"));
      for (Trace.Event event : rule.events()) {
        String text = text(event);
        if (!text.isEmpty()) {
          lines.add("  " + text);
        }
      }
      rule.outcomes().forEach(outcome -> lines.add("  " + outcome.status()));
      if (rule.outcomes().isEmpty()) {
        lines.add("  says nothing");
      }
    }
    return String.join("\n", lines);
  }

  private String text(Trace.Event event) {
    if (event instanceof Trace.Asked asked) {
      String answer = asked.value() == null ? asked.problem() : GoText.format(asked.value());
      return asked.query() + " is " + answer;
    } else if (event instanceof Trace.Compared compared) {
      return "condition "
          + GoText.format(compared.key())
          + " "
          + compared.operator()
          + " "
          + GoText.format(compared.value())
          + (compared.holds() ? " holds" : " does not hold");
    } else if (event instanceof Trace.Demanded demanded) {
      return "demand "
          + text(demanded.clause())
          + (demanded.met() ? " is met at " : " is not met at ")
          + text(demanded.manifest());
    }
    if (event instanceof Trace.Filtered filtered) {
      return filtered.field() + (filtered.holds() ? " fit " : " do not fit ") + filtered.seen();
    }
    return event instanceof Trace.Began began && began.step() == Trace.Step.ELEMENT
        ? "element " + began.name()
        : "";
  }

  private String text(Place place) {
    YamlDocument document = documents.get(place.source());
    var span = document.span(place.node(), place.part());
    String text = texts.get(place.source()).substring(span.start(), span.end());
    return text.lines().findFirst().orElse("").strip();
  }

  private MapValue parse(String label, String text) {
    Source source = new Source(label);
    YamlDocument document = YamlParser.parse(source, text);
    if (!document.problems().isEmpty()) {
      throw new AssertionError(label + ": " + document.problems());
    }
    documents.put(source, document);
    texts.put(source, text);
    return (MapValue) document.root();
  }

  private static List<String> exempts(MapValue exception) {
    return CelExceptionReader.isException(exception)
        ? CelExceptionReader.policies(exception)
        : ExceptionReader.policies(exception);
  }

  Facts facts() {
    MapValue.Builder none = MapValue.builder(Source.NONE, 0);
    Map<String, MapValue> namespaces = new HashMap<>();
    namespaceLabels.forEach(
        (name, labels) -> {
          MapValue.Builder texts = MapValue.builder(Source.NONE, 0);
          labels.forEach((key, text) -> texts.put(key, Scalar.of(text)));
          MapValue.Builder metadata = MapValue.builder(Source.NONE, 0);
          namespaces.put(
              name,
              MapValue.builder(Source.NONE, 0)
                  .put("metadata", metadata.put("labels", texts.build()).build())
                  .build());
        });
    Facts given =
        new GivenWorld(
            new ValuesFile(none.build(), List.of(), namespaces, List.of()),
            new PretendedCluster(world),
            true,
            !world.isEmpty() && !offline,
            GlobalContext.of(world, new PretendedCluster(world)),
            List.of(),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            bound -> 0,
            HostNames.OFFLINE);
    return new Facts() {
      @Override
      @SuppressWarnings("unchecked")
      public <T> T ask(Question<T> question) {
        if (question instanceof Question.Images) {
          return (T) Optional.ofNullable(registry);
        } else if (question instanceof Question.CloneSources) {
          return (T) List.copyOf(cloneSources);
        } else if (question instanceof Question.NamedTargets) {
          return (T) List.copyOf(existing);
        } else if (question instanceof Question.Targets asked) {
          return (T) new Existing(existing).targets(asked);
        }
        if (question instanceof Question.Exceptions asked) {
          return (T)
              exceptions.stream().filter(one -> exempts(one).contains(asked.policy())).toList();
        }
        return given.ask(question);
      }
    };
  }
}
