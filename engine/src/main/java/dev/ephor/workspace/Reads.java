package dev.ephor.workspace;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Reply;
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
      return before.source() == after.source() && before.sameTree(after);
    }
    if (then instanceof Reply.Found before && now instanceof Reply.Found after) {
      return isSame(before.value(), after.value());
    }
    if (then instanceof List<?> before && now instanceof List<?> after) {
      for (int i = 0; i < before.size() && i < after.size(); i++) {
        if (!isSame(before.get(i), after.get(i))) {
          return false;
        }
      }
      return before.size() == after.size();
    }
    return then.equals(now);
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
