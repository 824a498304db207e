package dev.ephor.preview;

import dev.ephor.kubernetes.CronTimes;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What cleanup and deleting policies would delete, when and why. */
final class Deletions {

  private static final int LONGEST = 100_000;

  private Deletions() {}

  static List<Deletion> of(
      Snapshot snapshot, Judged judged, List<Trouble> troubles, Cancellation cancellation) {
    List<Deletion> deletions = new ArrayList<>();
    for (Snapshot.ScheduledSay say : snapshot.scheduled(judged.resource(), cancellation)) {
      MapValue spec = say.policy().root().map("spec");
      String schedule = spec == null ? null : spec.string("schedule");
      for (RuleOutcome outcome : say.outcomes()) {
        String resource = RuleWords.of(judged.resource());
        if (outcome.status() == Status.PASS && spec != null) {
          deletions.add(
              new Deletion(
                  say.policy().name(),
                  resource,
                  schedule == null ? "" : schedule,
                  next(schedule, snapshot),
                  because(spec)));
        } else if (outcome.status() == Status.ERROR) {
          troubles.add(new Trouble(resource, say.policy().name(), outcome.message()));
        }
      }
    }
    return deletions;
  }

  private static Optional<ZonedDateTime> next(@Nullable String schedule, Snapshot snapshot) {
    ZonedDateTime now = ZonedDateTime.now(snapshot.clock());
    boolean known = !now.toInstant().equals(Instant.EPOCH);
    return schedule == null || !known ? Optional.empty() : CronTimes.next(schedule, now);
  }

  private static String because(MapValue spec) {
    List<String> conditions = new ArrayList<>();
    Value written = spec.child("conditions");
    if (written instanceof ListValue list) {
      list.values().forEach(item -> conditions.add(condition(item)));
    } else if (written instanceof MapValue map) {
      group(map, "all", " and ").ifPresent(conditions::add);
      group(map, "any", " or ").ifPresent(conditions::add);
    }
    return conditions.isEmpty()
        ? "it is matched"
        : "it is matched, and " + String.join(" and ", conditions);
  }

  private static Optional<String> group(MapValue conditions, String key, String word) {
    ListValue list = conditions.list(key);
    return list == null || list.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(word, list.values().stream().map(Deletions::condition).toList()));
  }

  /** A condition as it is written: an expression, or key, operator and value. */
  private static String condition(Value written) {
    if (!(written instanceof MapValue map)) {
      return GoJson.write(written, LONGEST);
    }
    String expression = map.string("expression");
    if (expression != null) {
      return expression.strip();
    }
    List<String> words = new ArrayList<>();
    for (String field : List.of("key", "operator", "value")) {
      Value value = map.child(field);
      if (value != null) {
        String text = value.asString();
        words.add(text == null ? GoJson.write(value, LONGEST) : text);
      }
    }
    return String.join(" ", words);
  }
}
