package dev.ephor.rule.mutate;

import dev.ephor.rule.mutate.Draft.Fields;
import dev.ephor.rule.mutate.Draft.Items;
import dev.ephor.rule.validate.Anchor;
import java.util.List;

/** Takes conditions out of a patch when they have said what they had to say. */
final class AnchorRemoval {

  private AnchorRemoval() {}

  /** Removes conditions, and what consists of nothing else, from a whole patch. */
  static void fromRoot(Fields patch) {
    for (String key : patch.keys()) {
      Draft value = patch.get(key);
      if (value != null && from(value, PatchAnchors.isCondition(Anchor.parse(key)))) {
        patch.remove(key);
      }
    }
  }

  /**
   * Removes conditions below a node.
   *
   * @param scalarGoes whether a scalar is to go, because a condition is about it
   * @return whether the node itself is to go: nothing is left of it, or nothing was there
   */
  static boolean from(Draft draft, boolean scalarGoes) {
    if (draft instanceof Fields fields) {
      return fromMap(fields);
    }
    return draft instanceof Items items ? fromList(items) : scalarGoes;
  }

  private static boolean fromMap(Fields fields) {
    boolean left = false;
    for (String key : conditions(fields)) {
      Draft value = fields.get(key);
      if (value != null && from(value, true)) {
        fields.remove(key);
      } else {
        left = true;
      }
    }
    for (String key : left ? conditions(fields) : List.<String>of()) {
      Anchor anchor = Anchor.parse(key);
      if (anchor != null) {
        fields.rename(key, anchor.key());
      }
    }
    boolean empty = true;
    for (String key : fields.keys()) {
      Draft value = fields.get(key);
      if (value != null && from(value, false)) {
        fields.remove(key);
      } else {
        empty = false;
      }
    }
    return empty;
  }

  private static List<String> conditions(Fields fields) {
    return fields.keys().stream()
        .filter(key -> PatchAnchors.isCondition(Anchor.parse(key)))
        .toList();
  }

  private static boolean fromList(Items list) {
    List<Draft> before = List.copyOf(list.items());
    for (int i = 0; i < before.size(); i++) {
      Draft item = before.get(i);
      if (PatchAnchors.has(item, PatchAnchors::isAnchor) || from(item, false)) {
        remove(list, i);
      }
    }
    return list.items().isEmpty() && !before.isEmpty();
  }

  /** The reference counts as if nothing had been removed before. */
  private static void remove(Items list, int index) {
    if (index >= list.items().size()) {
      throw new PatchFailure("more than one item of a list has conditions");
    }
    list.items().remove(index);
  }
}
