package dev.ephor.testing;

import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.Rule;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.testing.NewCase.Refused;
import dev.ephor.testing.TestFiles.Unreadable;
import dev.ephor.testing.nearmiss.NearMiss;
import dev.ephor.testing.nearmiss.NearMisses;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cases for the tests of a policy: a manifest as it is, or one that is almost it and of which a
 * rule says the opposite. What is expected is what the test itself gives for it.
 *
 * @param snapshot the workspace
 * @param tests its tests
 * @param policy the policy's document
 * @param cancellation true when nobody wants the answer any more
 */
public record NewCases(
    Snapshot snapshot, LiveTests tests, PlacedDocument policy, Cancellation cancellation) {

  /** The manifest at the top of a document as a case. */
  public NewCase manifest(PlacedDocument manifest) {
    if (!(manifest.yaml().root() instanceof MapValue root) || root.string("kind") == null) {
      return new Refused("There is no manifest at this place.");
    }
    return with(home -> added(home, manifest, root, "", ""));
  }

  /**
   * A manifest that is almost the one at the top of a document, of which a rule says the opposite.
   *
   * @param rule the rule's name; empty for the first rule of which there is one
   */
  public NewCase nearMiss(PlacedDocument manifest, String rule) {
    if (!(manifest.yaml().root() instanceof MapValue root) || root.string("kind") == null) {
      return new Refused("There is no manifest at this place.");
    }
    return with(
        home -> {
          Judges judges = new Judges(home);
          String reason = "Policy " + home.policy.name() + " has no rule " + rule + ".";
          for (Clause clause : clauses(home.policy)) {
            if (!rule.isEmpty() && !rule.equals(clause.rule)) {
              continue;
            }
            Optional<NearMiss> found =
                NearMisses.find(
                    clause.node,
                    root,
                    snapshot.schemas(),
                    candidate -> {
                      cancellation.check();
                      return judges.got(candidate, clause.rule);
                    });
            if (found.isPresent()) {
              NearMiss miss = found.get();
              return added(home, manifest, renamed(miss.manifest()), clause.rule, miss.change());
            }
            String says = judges.got(root, clause.rule);
            String named = clause.rule.isEmpty() ? "The policy" : "Rule " + clause.rule;
            reason =
                says.equals("pass") || says.equals("fail")
                    ? named
                        + " says "
                        + says
                        + ", and no single change of what it looks at makes"
                        + " it say otherwise."
                    : named + " says neither pass nor fail of this manifest.";
          }
          return new Refused(reason);
        });
  }

  /** A policy and the test to which its cases belong. */
  private record Place(CaseHome home, LoadedPolicy loaded, Policy policy) {}

  private record Clause(String rule, MapValue node) {}

  private static List<Clause> clauses(Policy policy) {
    List<Clause> clauses = new ArrayList<>();
    if (policy instanceof KyvernoPolicy kyverno) {
      for (Rule rule : kyverno.spec().rules()) {
        clauses.add(new Clause(rule.name(), rule.node()));
      }
    } else {
      MapValue spec = policy.document().map("spec");
      clauses.add(new Clause("", spec == null ? policy.document() : spec));
    }
    return clauses;
  }

  /** What the policy's rules say of manifests in the world of its test. */
  private final class Judges {
    private final List<LoadedPolicy> policies;
    private final int number;
    private final @Nullable Circumstances circumstances;

    Judges(Place place) {
      TestMaterial material = null;
      try {
        TestFiles files = tests.files(snapshot, place.home.file());
        material = TestMaterial.of(place.home.test(), files, tests.surroundings());
      } catch (Unreadable unreadable) {
        // The test says so itself; the policy is judged alone.
      }
      List<LoadedPolicy> all =
          material == null
              ? List.of(place.loaded)
              : material.policies().stream().filter(one -> one.refusal() == null).toList();
      int found = -1;
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i).policy().document().equals(place.policy.document())) {
          found = i;
        }
      }
      policies = found < 0 ? List.of(place.loaded) : all;
      number = Math.max(found, 0);
      circumstances = material == null ? null : material.circumstances();
    }

    String got(MapValue manifest, String rule) {
      if (circumstances == null) {
        return "";
      }
      List<PreparedPolicy> prepared = policies.stream().map(LoadedPolicy::prepared).toList();
      LoadedPolicy judging = policies.get(number);
      String said = "";
      for (RuleOutcome outcome :
          PolicyEngine.admit(
                  prepared, Resource.of(manifest), circumstances.requests(), circumstances.facts())
              .outcomes(number)) {
        if (rule.isEmpty() || RuleNames.spokeFor(rule, outcome.rule())) {
          String word =
              ResultRows.reported(judging, outcome).result().name().toLowerCase(Locale.ROOT);
          said = said.isEmpty() || said.equals(word) ? word : "different";
        }
      }
      return said;
    }
  }

  private NewCase with(Function<Place, NewCase> made) {
    if (!PolicyReader.isPolicy(policy.yaml().root())
        || !(policy.yaml().root() instanceof MapValue root)) {
      return new Refused("There is no policy at this place.");
    }
    PolicyDocuments documents = PolicyDocuments.of(List.of(root));
    if (documents.error() != null || documents.policies().isEmpty()) {
      return new Refused(
          "The policy cannot be read: "
              + Objects.requireNonNullElse(documents.error(), "it is of no kind that is tested"));
    }
    LoadedPolicy loaded = documents.policies().get(0);
    if (loaded.refusal() != null) {
      return new Refused("The policy is refused: " + loaded.refusal());
    }
    CaseHome home = CaseHome.of(snapshot, tests, policy, loaded.policy(), cancellation);
    return made.apply(new Place(home, loaded, loaded.policy()));
  }

  private NewCase added(
      Place place, PlacedDocument written, MapValue manifest, String rule, String change) {
    try {
      return new CaseWriter(snapshot, tests, place.home, place.policy)
          .write(written.yaml(), manifest, rule, change);
    } catch (Unreadable unreadable) {
      return new Refused(place.home.file().path() + " cannot be run: " + unreadable.getMessage());
    }
  }

  private static MapValue renamed(MapValue manifest) {
    MapValue metadata = manifest.map("metadata");
    String name = metadata == null ? null : metadata.string("name");
    return metadata == null || name == null
        ? manifest
        : manifest.with("metadata", metadata.with("name", Scalar.of(name + "-near-miss")));
  }
}
