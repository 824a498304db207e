package dev.ephor.workspace;

import dev.ephor.context.Facts;
import dev.ephor.evaluation.RuleExplanation;
import dev.ephor.evaluation.Stage;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A resource of a workspace with what its policies say of it, as one edition has them. */
public final class Judged {

  private final PlacedDocument document;
  private final Resource resource;
  private final Row row;
  private final Laws laws;

  Judged(PlacedDocument document, Resource resource, Row row, Laws laws) {
    this.document = document;
    this.resource = resource;
    this.row = row;
    this.laws = laws;
  }

  /**
   * What a rule made of the resource at admission.
   *
   * @param policy the policy's {@link WorkspacePolicy#key()}
   * @param rule the rule's name as it is reported
   * @param before the whole object as the rule found it
   * @param after the whole object as the rule left it, never the same
   */
  public record Mutation(String policy, String rule, MapValue before, MapValue after) {}

  /** The document that holds the resource. */
  public PlacedDocument document() {
    return document;
  }

  /** The resource as it is written. */
  public Resource resource() {
    return resource;
  }

  /** What a policy of the same edition says of it; nothing where it does not match. */
  public List<RuleOutcome> outcomes(WorkspacePolicy policy) {
    int at = row.candidates().indexOf(policy.unit());
    if (at < 0) {
      return List.of();
    }
    List<RuleOutcome> changing = row.mutations().outcomes(policy.unit());
    List<RuleOutcome> judging = row.cells().get(at).outcomes();
    if (changing.isEmpty()) {
      return judging;
    }
    List<RuleOutcome> all = new ArrayList<>(changing);
    all.addAll(judging);
    return all;
  }

  /**
   * Why a policy of the same edition says what {@link #outcomes} has, or why it says nothing. Costs
   * an evaluation.
   *
   * @param around puts something between the policy and the world, to see what it asks
   */
  public List<RuleExplanation> explain(WorkspacePolicy policy, UnaryOperator<Facts> around) {
    RuleEngine.Judge judge = policy.unit().judge();
    if (judge == null) {
      return List.of();
    }
    Facts facts = around.apply(laws.facts());
    List<RuleExplanation> told = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      if (judge.changes(stage)) {
        Resource input = row.mutations().input(policy.unit(), stage);
        told.addAll(judge.explain(stage, input, row.request(), facts));
      }
    }
    return told;
  }

  /** What rules make of it before it is judged, in order. */
  public List<Mutation> mutations() {
    return row.mutations().made();
  }

  /** The resource as mutations leave it to those that judge; as it is written where none do. */
  public Resource mutated() {
    return row.mutations().result();
  }
}
