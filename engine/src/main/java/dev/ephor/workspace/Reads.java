package dev.ephor.workspace;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation asked of the world, and what it was told; an absence is an answer too.
 *
 * @param asked the questions and their answers
 */
record Reads(Map<Question<?>, Object> asked) {

  static final Reads NOTHING = new Reads(Map.of());

  /** Whether every question still has the answer that was given. */
  boolean hold(Facts facts) {
    if (!asked.isEmpty()) {
      for (Map.Entry<Question<?>, Object> entry : asked.entrySet()) {
        if (!isSame(entry.getValue(), facts.ask(entry.getKey()))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether something that was asked has another answer in one world than in the other. */
  boolean differ(Facts then, Facts now) {
    for (Question<?> question : asked.keySet()) {
      if (!isSame(then.ask(question), now.ask(question))) {
        return true;
      }
    }
    return false;
  }

  /** Whether two answers say the same, and objects among them say it at the same places. */
  private static boolean isSame(Object then, Object now) {
    if (then == now) {
      return true;
    }
    if (then instanceof Value before && now instanceof Value after) {
      return isSameValue(before, after);
    }
    if (then instanceof Reply.Found before && now instanceof Reply.Found after) {
      return isSame(before.value(), after.value());
    }
    if (then instanceof List<?> before && now instanceof List<?> after) {
      return sameItems(before, after);
    }
    return then.equals(now);
  }

  /** A list of objects is made when it is asked for; each object in it has its own document. */
  private static boolean isSameValue(Value then, Value now) {
    if (then == now) {
      return true;
    } else if (then.source() != now.source() || then.node() != now.node()) {
      return false;
    }
    if (then instanceof ListValue before && now instanceof ListValue after) {
      return sameItems(before.values(), after.values());
    }
    if (then instanceof MapValue before && now instanceof MapValue after) {
      boolean same = before.keys().equals(after.keys());
      for (int i = 0; same && i < before.size(); i++) {
        same = isSameValue(before.valueAt(i), after.valueAt(i));
      }
      return same;
    }
    return then.sameTree(now);
  }

  private static boolean sameItems(List<?> then, List<?> now) {
    boolean same = then.size() == now.size();
    for (int i = 0; same && i < then.size(); i++) {
      same = isSame(then.get(i), now.get(i));
    }
    return same;
  }

  /** Facts that remember what they were asked. For one thread. */
  static final class Recorder implements Facts {

    private final Facts facts;
    private final Map<Question<?>, Object> asked = new LinkedHashMap<>();

    Recorder(Facts facts) {
      this.facts = facts;
    }

    @Override
    public <T> T ask(Question<T> question) {
      T answer = facts.ask(question);
      asked.put(question, answer);
      return answer;
    }

    Reads reads() {
      return asked.isEmpty() ? NOTHING : new Reads(Map.copyOf(asked));
    }
  }
}
