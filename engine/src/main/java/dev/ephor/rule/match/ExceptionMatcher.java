package dev.ephor.rule.match;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.MatchBlock;
import dev.ephor.rule.Trace;
import java.util.List;

/**
 * The match clause of an exception, compiled. Unlike in a rule, a condition on the user does not
 * hold where nobody knows the user.
 */
public final class ExceptionMatcher {

  private final boolean any;
  private final List<FilterMatcher> filters;

  public ExceptionMatcher(MatchBlock match) {
    this.any = match.mode() == MatchBlock.Mode.ANY;
    this.filters = match.filters().stream().map(FilterMatcher::new).toList();
  }

  /**
   * Whether the exception is for a resource.
   *
   * @param trace hears of each condition that is tried
   */
  public boolean matches(Resource resource, AdmissionRequest request, Facts facts, Trace trace) {
    for (int i = 0; i < filters.size(); i++) {
      if (filters.get(i).decide(resource, request, facts, true, trace).matches() == any) {
        return any;
      }
    }
    return !any && !filters.isEmpty();
  }
}
