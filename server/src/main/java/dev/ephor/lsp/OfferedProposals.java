package dev.ephor.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.ephor.ide.completion.Proposal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last proposals that were sent, for what is asked of them later. An item's key names the list
 * and not the text, so an edit in between does not change what it stands for.
 */
final class OfferedProposals {

  /** An editor asks about the list that it shows; one more may be on its way. */
  private static final int LISTS = 8;

  private final Map<Long, List<Proposal>> lists = new LinkedHashMap<>();
  private long last;

  /** Keeps a list and gives its number. */
  synchronized long keep(List<Proposal> proposals) {
    lists.put(++last, List.copyOf(proposals));
    lists.remove(last - LISTS);
    return last;
  }

  /** What an item carries to be found again. */
  static JsonObject key(long list, int item) {
    JsonObject key = new JsonObject();
    key.addProperty("list", list);
    key.addProperty("item", item);
    return key;
  }

  /** The proposal that a key stands for; empty for one that is gone and for what is no key. */
  synchronized Optional<Proposal> find(@Nullable Object key) {
    if (!(key instanceof JsonObject object)
        || !isNumber(object.get("list"))
        || !isNumber(object.get("item"))) {
      return Optional.empty();
    }
    List<Proposal> list = lists.getOrDefault(object.get("list").getAsLong(), List.of());
    int item = object.get("item").getAsInt();
    return item >= 0 && item < list.size() ? Optional.of(list.get(item)) : Optional.empty();
  }

  static boolean isNumber(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive() && element.getAsJsonPrimitive().isNumber();
  }
}
