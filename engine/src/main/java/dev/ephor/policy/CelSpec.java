package dev.ephor.policy;

import dev.ephor.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code spec} of a {@link CelPolicy}.
 *
 * @param node the whole spec
 * @param constraints which requests it concerns; null when nothing is written
 * @param matchConditions what else must be true for the policy to be asked
 * @param variables expressions that others use as {@code variables.NAME}
 * @param failurePolicy what an error means
 * @param mode what is judged
 * @param admission whether requests are judged
 * @param background whether resources that exist already are judged
 * @param body what the policy does
 */
public record CelSpec(
    MapValue node,
    @Nullable MatchConstraints constraints,
    List<CelClause> matchConditions,
    List<CelClause> variables,
    FailurePolicy failurePolicy,
    EvaluationMode mode,
    boolean admission,
    boolean background,
    CelBody body) {

  public CelSpec {
    matchConditions = List.copyOf(matchConditions);
    variables = List.copyOf(variables);
  }

  /** What says which requests it concerns; the whole spec where nothing does. */
  public MapValue matching() {
    return constraints == null ? node : constraints.node();
  }
}
