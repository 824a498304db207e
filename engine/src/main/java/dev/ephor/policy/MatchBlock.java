package dev.ephor.policy;

import dev.ephor.value.Value;
import java.util.List;

/**
 * A {@code match} or {@code exclude} clause.
 *
 * @param node the clause
 * @param mode how the filters combine
 * @param filters at least one unless the clause is empty
 */
public record MatchBlock(Value node, Mode mode, List<ResourceFilter> filters) {

  /** How filters combine. */
  public enum Mode {
    /** One filter must hold. */
    ANY,
    /** All filters must hold. A clause that is written without lists has one filter. */
    ALL
  }

  public MatchBlock {
    filters = List.copyOf(filters);
  }
}
