package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.RuleExplanation;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.custom.Breach;
import dev.ephor.rule.custom.CustomRules;
import dev.ephor.schema.ManifestCheck;
import dev.ephor.schema.SchemaFinding;
import dev.ephor.schema.Schemas;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot's policies would say of a resource if it was written otherwise. Judged as the
 * snapshot judges: policies that change it first, in order, and then every policy on what they
 * leave. Nothing of it is remembered, so trying things disturbs no later answer. Safe for any
 * number of threads.
 */
public final class Rehearsal {

  private final PlacedDocument document;
  private final NodePath place;
  private final MapValue written;
  private final ResourceUnit unit;
  private final Outlook world;

  private Rehearsal(
      PlacedDocument document, NodePath place, MapValue written, ResourceUnit unit, Outlook world) {
    this.document = document;
    this.place = place;
    this.written = written;
    this.unit = unit;
    this.world = world;
  }

  /** The resources of a file that are judged, in the order of the text. */
  static List<Rehearsal> of(FileId file, FileState state, Outlook world, Derivations derivations) {
    List<Rehearsal> found = new ArrayList<>();
    if (!world.judges(file) || state.isTemplate()) {
      return found;
    }
    Documents documents = state.documents();
    for (int i = 0; i < documents.size(); i++) {
      Document.Parsed parsed = documents.get(i).parsed(derivations.engine());
      YamlDocument yaml = parsed.yaml();
      for (ResourceUnit unit : parsed.content().resources()) {
        NodePath place = NodePath.of(yaml, unit.resource().root().node());
        if (place.value() instanceof MapValue written) {
          PlacedDocument placed = new PlacedDocument(file, documents.start(i), yaml);
          found.add(new Rehearsal(placed, place, written, unit, world));
        }
      }
    }
    return found;
  }

  /** The document that holds the resource. */
  public PlacedDocument document() {
    return document;
  }

  /** Where in its document the resource stands: at its top, or as an item of a list. */
  public NodePath place() {
    return place;
  }

  /** The same as if a version of the resource was written already. */
  public Rehearsal after(MapValue version) {
    return new Rehearsal(document, place, version, unit, world);
  }

  /** The resource as it is written. */
  public MapValue written() {
    return written;
  }

  /** The kinds whose structure is known. */
  public Schemas schemas() {
    return world.schemas();
  }

  /**
   * A policy that concerns the resource's kind.
   *
   * @param name as verdicts call it: with its namespace before a slash for a namespaced policy
   * @param root its document
   */
  public record Law(String name, MapValue root) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Law law && law.root == root;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(root);
    }
  }

  /** What one rule says. */
  public record Told(Law law, RuleOutcome outcome) {

    /** Whether it speaks against the resource. */
    public boolean isAgainst() {
      return outcome.status() == Status.FAIL || outcome.status() == Status.ERROR;
    }
  }

  /**
   * What is said of a version of the resource.
   *
   * @param judged what policies that change it leave of it; the same object where none does
   * @param told in the order of the policies
   */
  public record Said(MapValue judged, List<Told> told) {
    public Said {
      told = List.copyOf(told);
    }
  }

  /** What every policy says of a version of the resource. */
  public Said of(MapValue version) {
    return judge(version, null);
  }

  /** What one policy says of it, after all that change it. */
  public Said of(MapValue version, Law law) {
    return judge(version, law);
  }

  /** Why a policy's rules say what they say of a version of the resource. */
  public List<RuleExplanation> explain(MapValue version, Law law) {
    Resource resource = Resource.of(version);
    Facts facts = facts(resource);
    Resource changed = mutations(resource, facts).result();
    for (PolicyUnit policy : candidates()) {
      RuleEngine.Judge judge = policy.judge();
      if (policy.root() == law.root() && judge != null) {
        return judge.explain(changed, request(), facts);
      }
    }
    return List.of();
  }

  /** What the structure of its kind does not allow in a version of the resource. */
  public List<SchemaFinding> misfits(MapValue version) {
    return ManifestCheck.of(version, world.schemas());
  }

  /** What a version breaks of the rules of its kind's definition. */
  public List<Breach> breaches(MapValue version) {
    CustomRules rules = world.rules().of(unit.resource().type());
    return rules == null ? List.of() : rules.breaches(version);
  }

  private Said judge(MapValue version, @Nullable Law only) {
    Resource resource = Resource.of(version);
    Facts facts = facts(resource);
    Mutations mutations = mutations(resource, facts);
    List<Told> told = new ArrayList<>();
    for (PolicyUnit policy : candidates()) {
      if (only == null || policy.root() == only.root()) {
        Law law = new Law(policy.name(), policy.root());
        mutations.outcomes(policy).forEach(outcome -> told.add(new Told(law, outcome)));
        Cell cell = Cell.evaluate(policy, mutations.result(), mutations.result(), request(), facts);
        cell.outcomes().forEach(outcome -> told.add(new Told(law, outcome)));
      }
    }
    return new Said(mutations.result().root(), told);
  }

  private List<PolicyUnit> candidates() {
    return world.laws().candidates(unit.resource().type());
  }

  private AdmissionRequest request() {
    return world.laws().request();
  }

  private Mutations mutations(Resource resource, Facts facts) {
    return Mutations.of(null, resource, candidates(), request(), facts, new Evaluations());
  }

  /** The world with this version in place of what is written. */
  private Facts facts(Resource version) {
    Laws laws = world.laws();
    if (!laws.mayAskMore(unit.resource().type())) {
      return laws.facts();
    }
    Value before = unit.resource().root();
    return laws.over(laws.manifests().with((MapValue) before, version.root())).facts();
  }
}
