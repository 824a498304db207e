package dev.ephor.evaluation;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import java.util.Set;

/**
 * What a policy may ask of the world, seen from its text alone. Errs only by naming too much, so
 * that whoever embeds the engine knows which policies depend on nothing but the resource.
 */
final class WorldQuestions {

  private static final Set<String> OTHERS =
      Set.of(
          "apiCall", "configMap", "globalReference", "targets", "clone", "cloneList", "paramKind");
  private static final List<String> OTHERS_IN_TEXT =
      List.of("resource.", "globalContext", "generator.", "namespaceObject");
  private static final List<String> TIME_IN_TEXT = List.of("time_now", "time_since", "time.now");

  private WorldQuestions() {}

  /** Whether it may ask for other objects. */
  static boolean mayAskForOthers(Value policy) {
    return says(policy, OTHERS, OTHERS_IN_TEXT);
  }

  /** Whether it may ask for the time. */
  static boolean mayAskForTime(Value policy) {
    return says(policy, Set.of(), TIME_IN_TEXT);
  }

  private static boolean says(Value value, Set<String> keys, List<String> parts) {
    if (value instanceof MapValue map) {
      for (int i = 0; i < map.size(); i++) {
        if (keys.contains(map.keyAt(i))
            || contains(map.keyAt(i), parts)
            || says(map.valueAt(i), keys, parts)) {
          return true;
        }
      }
    } else if (value instanceof ListValue list) {
      for (int i = 0; i < list.size(); i++) {
        if (says(list.at(i), keys, parts)) {
          return true;
        }
      }
    }
    String text = value.asString();
    return text != null && contains(text, parts);
  }

  private static boolean contains(String text, List<String> parts) {
    for (String part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }
}
