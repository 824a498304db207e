package dev.ephor.lsp;

import com.google.gson.JsonObject;
import dev.ephor.ide.action.Action;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The actions that were offered last, for the one that is chosen. */
final class OfferedActions {

  /** An editor shows one list; it asks for others by itself, as the cursor moves. */
  private static final int LISTS = 8;

  private final Map<Long, List<Offered>> lists = new LinkedHashMap<>();
  private long last;

  /**
   * An action and the state that it was computed from.
   *
   * @param moment the state
   */
  record Offered(Moment moment, Action action) {}

  /** Keeps a list and gives its number. */
  synchronized long keep(Moment moment, List<Action> actions) {
    lists.put(++last, actions.stream().map(action -> new Offered(moment, action)).toList());
    lists.remove(last - LISTS);
    return last;
  }

  /** The action that a key stands for; empty for one that is gone and for what is no key. */
  synchronized Optional<Offered> find(@Nullable Object key) {
    if (!(key instanceof JsonObject object)
        || !OfferedProposals.isNumber(object.get("list"))
        || !OfferedProposals.isNumber(object.get("item"))) {
      return Optional.empty();
    }
    List<Offered> list = lists.getOrDefault(object.get("list").getAsLong(), List.of());
    int item = object.get("item").getAsInt();
    return item >= 0 && item < list.size() ? Optional.of(list.get(item)) : Optional.empty();
  }
}
