package dev.ephor.fix;

import dev.ephor.rule.Status;
import dev.ephor.rule.custom.Breach;
import dev.ephor.schema.SchemaFinding;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Rehearsal.Law;
import dev.ephor.workspace.Rehearsal.Said;
import dev.ephor.workspace.Rehearsal.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a version of a resource is a fix of one violation: the rule still concerns it and passes,
 * nothing speaks against it that did not before, no rule that spoke against it has ceased to
 * concern it, and the structure of its kind allows all that it allowed before. What policies make
 * of it before they judge is judged.
 */
final class Proof {

  private final Rehearsal rehearsal;
  private final Law law;
  private final String rule;
  private final Map<Key, Status> before;
  private final List<String> misfits;

  /** Which rule of which policy. */
  private record Key(Law law, String rule) {}

  Proof(Rehearsal rehearsal, Said before, Law law, String rule) {
    this.rehearsal = rehearsal;
    this.law = law;
    this.rule = rule;
    this.before = verdicts(before);
    this.misfits = misfits(rehearsal.written());
  }

  /** Why a version is no fix; null where it is one. */
  @Nullable String refuted(MapValue version) {
    Said said = rehearsal.of(version);
    Map<Key, Status> after = verdicts(said);
    if (after.get(new Key(law, rule)) != Status.PASS) {
      return "the rule would not pass, or no longer concern it";
    }
    for (Map.Entry<Key, Status> entry : after.entrySet()) {
      Status was = before.get(entry.getKey());
      if (isAgainst(entry.getValue()) && !isAgainst(was)) {
        return name(entry.getKey()) + " would then speak against it";
      }
    }
    for (Map.Entry<Key, Status> entry : before.entrySet()) {
      Status is = after.get(entry.getKey());
      if (isAgainst(entry.getValue()) && (is == null || is == Status.SKIP)) {
        return "it would only escape " + name(entry.getKey());
      }
    }
    List<String> more = misfits(version);
    for (String known : misfits) {
      more.remove(known);
    }
    return more.isEmpty() ? null : "it would not be valid: " + more.get(0);
  }

  private static String name(Key key) {
    return key.law.name() + (key.rule.isEmpty() ? "" : "/" + key.rule);
  }

  private static boolean isAgainst(@Nullable Status status) {
    return status == Status.FAIL || status == Status.ERROR || status == Status.WARN;
  }

  /** The worst that each rule says. */
  private static Map<Key, Status> verdicts(Said said) {
    Map<Key, Status> verdicts = new HashMap<>();
    for (Told told : said.told()) {
      verdicts.merge(
          new Key(told.law(), told.outcome().rule()),
          told.outcome().status(),
          (one, other) -> rank(one) >= rank(other) ? one : other);
    }
    return verdicts;
  }

  private static int rank(Status status) {
    return switch (status) {
      case ERROR -> 4;
      case FAIL -> 3;
      case WARN -> 2;
      case SKIP -> 1;
      case PASS -> 0;
    };
  }

  /** What is wrong by the structure of its kind and by the rules of its definition. */
  private List<String> misfits(MapValue version) {
    List<String> found = new ArrayList<>();
    for (SchemaFinding finding : rehearsal.misfits(version)) {
      found.add(finding.message());
    }
    for (Breach breach : rehearsal.breaches(version)) {
      found.add(Objects.requireNonNull(breach.message()));
    }
    return found;
  }
}
