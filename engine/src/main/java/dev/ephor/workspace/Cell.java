package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a policy says of a resource, and what it asked of the world to say so.
 *
 * @param outcomes an outcome for each rule that matches
 * @param asked the questions and their answers; an absence is an answer too
 */
record Cell(List<RuleOutcome> outcomes, Map<Question<?>, Object> asked) {

  private static final Cell SILENT = new Cell(List.of(), Map.of());

  /** Evaluates; a crash in the engine becomes the error of this policy on this resource. */
  static Cell evaluate(
      PolicyUnit policy, Resource resource, AdmissionRequest request, Facts facts) {
    RuleEngine.Judge judge = policy.judge();
    if (judge == null) {
      return SILENT;
    }
    Map<Question<?>, Object> asked = new LinkedHashMap<>();
    Facts recorder =
        new Facts() {
          @Override
          public <T> T ask(Question<T> question) {
            T answer = facts.ask(question);
            asked.put(question, answer);
            return answer;
          }
        };
    List<RuleOutcome> outcomes;
    try {
      outcomes = judge.evaluate(resource, request, recorder);
    } catch (RuntimeException | StackOverflowError crash) {
      outcomes = List.of(crashed(policy, resource, crash));
    }
    if (outcomes.isEmpty() && asked.isEmpty()) {
      return SILENT;
    }
    Cell cell = new Cell(List.copyOf(outcomes), Map.copyOf(asked));
    return cell.hasFindings() ? cell : policy.share(cell);
  }

  /** Whether every question still has the answer that was given. */
  boolean holds(Facts facts) {
    if (!asked.isEmpty()) {
      for (Map.Entry<Question<?>, Object> entry : asked.entrySet()) {
        if (!entry.getValue().equals(facts.ask(entry.getKey()))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean hasFindings() {
    for (RuleOutcome outcome : outcomes) {
      if (!outcome.findings().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static RuleOutcome crashed(PolicyUnit policy, Resource resource, Throwable crash) {
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
