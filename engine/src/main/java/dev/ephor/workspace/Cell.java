package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a policy says of a resource, and what it asked of the world to say so.
 *
 * @param outcomes an outcome for each rule that matches
 * @param reads what was asked
 * @param brought the rules that only speak against the resource because policies have changed it
 */
record Cell(List<RuleOutcome> outcomes, Reads reads, Set<String> brought) {

  private static final Cell SILENT = new Cell(List.of(), Reads.NOTHING, Set.of());

  Cell {
    outcomes = List.copyOf(outcomes);
    brought = Set.copyOf(brought);
  }

  /**
   * Evaluates; a crash in the engine becomes the error of this policy on this resource.
   *
   * @param written the resource as it is written
   * @param changed the resource as mutations have left it; the same object where there are none
   */
  static Cell evaluate(
      PolicyUnit policy,
      Resource written,
      Resource changed,
      AdmissionRequest request,
      Facts facts) {
    RuleEngine.Judge judge = policy.judge();
    if (judge == null) {
      return SILENT;
    }
    Reads.Recorder recorder = new Reads.Recorder(facts);
    List<RuleOutcome> outcomes;
    Set<String> brought = Set.of();
    try {
      outcomes = judge.evaluate(changed, request, recorder);
      if (written != changed && !against(outcomes).isEmpty()) {
        brought = against(outcomes);
        brought.removeAll(against(judge.evaluate(written, request, recorder)));
      }
    } catch (RuntimeException | StackOverflowError crash) {
      outcomes = List.of(crashed(policy, written, crash));
    }
    Reads reads = recorder.reads();
    if (outcomes.isEmpty() && reads.asked().isEmpty()) {
      return SILENT;
    }
    Cell cell = new Cell(outcomes, reads, brought);
    return cell.hasFindings() ? cell : policy.share(cell);
  }

  /** Whether what was asked still has the answers that were given. */
  boolean holds(Facts facts) {
    return reads.hold(facts);
  }

  private static Set<String> against(List<RuleOutcome> outcomes) {
    Set<String> rules = new HashSet<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.status() == Status.FAIL || outcome.status() == Status.ERROR) {
        rules.add(outcome.rule());
      }
    }
    return rules;
  }

  private boolean hasFindings() {
    for (RuleOutcome outcome : outcomes) {
      if (!outcome.findings().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  static RuleOutcome crashed(PolicyUnit policy, Resource resource, Throwable crash) {
    return new RuleOutcome(
        "",
        Status.ERROR,
        "Ephor failed while it evaluated this policy: " + crash,
        RuleOutcome.Action.AUDIT,
        List.of(
            new Finding(
                resource.root().place(Place.Part.KEY), policy.root().place(Place.Part.KEY))));
  }
}
