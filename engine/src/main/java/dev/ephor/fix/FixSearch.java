package dev.ephor.fix;

import dev.ephor.fix.Fixes.Offer;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Rehearsal.Law;
import dev.ephor.workspace.Rehearsal.Said;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the fixes of one violation. Plans are tried on the resource, the most likely first;
 * what does not suffice but leads to another complaint is followed further. What makes the rule
 * pass is cut down to what is needed for that, and then proven before all policies.
 */
final class FixSearch {

  /** How many fixes are offered for a violation. */
  private static final int MOST_FIXES = 4;

  /** How many proofs are tried for a violation. */
  private static final int MOST_PROOFS = 10;

  /** How often the rule is asked, at most. */
  private static final int MOST_TRIALS = 500;

  /** How many complaints of the rule are followed one after another. */
  private static final int DEEPEST = 12;

  private final Rehearsal rehearsal;
  private final Law law;
  private final String rule;
  private final MapValue written;
  private final @Nullable CelPolicy cel;
  private final @Nullable Schema schema;
  private final Set<String> reasons = new LinkedHashSet<>();
  private int trials;

  private FixSearch(Rehearsal rehearsal, Law law, String rule) {
    this.rehearsal = rehearsal;
    this.law = law;
    this.rule = rule;
    this.written = rehearsal.written();
    this.cel = PolicyReader.read(law.root()).policy() instanceof CelPolicy policy ? policy : null;
    GroupVersionKind type = type();
    this.schema = rehearsal.schemas().of(type.apiVersion(), type.kind());
  }

  /**
   * Fixes of what one rule says against a resource.
   *
   * @param before what is said of the resource as it is
   */
  static Offer of(Rehearsal rehearsal, Said before, Law law, String rule) {
    return new FixSearch(rehearsal, law, rule).search(before);
  }

  private GroupVersionKind type() {
    return GroupVersionKind.of(
        Objects.requireNonNullElse(written.string("apiVersion"), ""),
        Objects.requireNonNullElse(written.string("kind"), ""));
  }

  private Offer search(Said before) {
    RuleOutcome violation = against(before);
    if (violation == null) {
      return new Offer(List.of(), List.of("the rule has nothing against it"), 0);
    }
    Proof proof = new Proof(rehearsal, before, law, rule);
    Map<MapValue, Fix> proven = new LinkedHashMap<>();
    Set<MapValue> judged = new HashSet<>();
    Set<String> complaints = new HashSet<>(Set.of(signature(violation)));
    Plan plan = plan(before.judged(), violation);
    reasons.addAll(plan.reasons());
    int proofs = 0;
    for (Plan.Option option : plan.options()) {
      if (proven.size() >= MOST_FIXES || proofs >= MOST_PROOFS || trials >= MOST_TRIALS) {
        break;
      }
      Plan.Option enough = enough(option, complaints, 0);
      Plan.Option least = enough == null ? null : shrunk(enough);
      MapValue result = least == null ? null : Change.apply(written, least.changes());
      if (least == null || result == null || !judged.add(result)) {
        continue;
      }
      proofs++;
      String refuted = proof.refuted(result);
      Rewrite rewrite =
          refuted == null ? Placed.rewrite(rehearsal, result) : new Rewrite.Refused(refuted);
      if (rewrite instanceof Rewrite.Edits edits) {
        proven.put(
            result,
            new Fix(
                Fix.title(written, least.changes()),
                least.changes(),
                least.isGuessed(),
                result,
                edits.shifted(rehearsal.document().start())));
      } else {
        reasons.add(((Rewrite.Refused) rewrite).reason());
      }
    }
    if (proven.isEmpty() && reasons.isEmpty()) {
      reasons.add("no value was found that the rule lets pass");
    }
    return new Offer(sparing(List.copyOf(proven.values())), List.copyOf(reasons), trials);
  }

  private Plan plan(MapValue judged, RuleOutcome violation) {
    String kind = type().kind();
    return cel != null
        ? CelPolicyPlan.of(cel, violation, judged, kind, schema)
        : RulePlan.of(
            law.root(), rule, judged, type(), schema, () -> rehearsal.explain(judged, law));
  }

  /** The option, with what else it takes until the rule passes; null where it does not come to. */
  private Plan.@Nullable Option enough(Plan.Option option, Set<String> complaints, int depth) {
    MapValue next = option.changes().isEmpty() ? null : Change.apply(written, option.changes());
    if (next == null || next.equals(written) || trials >= MOST_TRIALS) {
      return null;
    }
    trials++;
    Said said = rehearsal.of(next, law);
    RuleOutcome violation = against(said);
    if (violation == null) {
      return passes(said) ? option : null;
    }
    if (depth == DEEPEST || !complaints.add(signature(violation))) {
      return null;
    }
    for (Plan.Option more : plan(said.judged(), violation).options()) {
      Plan.Option found = enough(option.and(more), complaints, depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Only the changes without which the rule would not pass; later ones go first. */
  private Plan.Option shrunk(Plan.Option option) {
    List<Change> changes = new ArrayList<>(option.changes());
    changes.removeIf(
        change ->
            change instanceof Change.Put put && put.value().equals(put.path().in((Value) written)));
    for (int i = changes.size() - 2; i >= 0; i--) {
      Change change = changes.get(i);
      boolean again =
          changes.subList(i + 1, changes.size()).stream()
              .anyMatch(later -> later instanceof Change.Put && isAt(later, change.path()));
      if (change instanceof Change.Put && again) {
        changes.remove(i);
      }
    }
    for (int i = changes.size() - 1; i >= 0 && changes.size() > 1; i--) {
      List<Change> fewer = new ArrayList<>(changes);
      fewer.remove(i);
      MapValue next = Change.apply(written, fewer);
      trials++;
      if (next != null && passes(rehearsal.of(next, law))) {
        changes = fewer;
      }
    }
    return option.with(changes);
  }

  private static boolean isAt(Change change, ValuePath path) {
    return change.path().equals(path);
  }

  /** Without those that take out more than another has to change; guesses stand last. */
  private static List<Fix> sparing(List<Fix> fixes) {
    List<Fix> kept = new ArrayList<>(fixes);
    kept.removeIf(
        fix ->
            fix.changes().stream()
                .filter(Change.Remove.class::isInstance)
                .anyMatch(change -> fixes.stream().anyMatch(other -> isBelow(other, change))));
    kept.sort(Comparator.comparing(Fix::guessed));
    return kept;
  }

  private static boolean isBelow(Fix fix, Change removal) {
    return fix.changes().stream()
        .allMatch(change -> removal.path().leadsTo(change.path()) && !isAt(change, removal.path()));
  }

  /** What the rule says against a version; null for nothing. */
  private @Nullable RuleOutcome against(Said said) {
    for (Rehearsal.Told told : said.told()) {
      if (told.isAgainst() && concerns(told)) {
        return told.outcome();
      }
    }
    return null;
  }

  private boolean concerns(Rehearsal.Told told) {
    return told.law().equals(law) && told.outcome().rule().equals(rule);
  }

  /** Whether the rule still concerns a version, and has nothing against it. */
  private boolean passes(Said said) {
    boolean passed = false;
    for (Rehearsal.Told told : said.told()) {
      if (concerns(told)) {
        if (told.outcome().status() != Status.PASS) {
          return false;
        }
        passed = true;
      }
    }
    return passed;
  }

  /** What is complained of, and where: a complaint that was heard before leads nowhere. */
  private static String signature(RuleOutcome outcome) {
    StringBuilder text = new StringBuilder(outcome.message());
    outcome
        .findings()
        .forEach(
            finding ->
                text.append('|')
                    .append(finding.manifest().node())
                    .append(finding.manifest().part())
                    .append(finding.clause().node())
                    .append(finding.part())
                    .append(finding.note()));
    outcome.properties().forEach((key, value) -> text.append(key).append(value));
    return text.toString();
  }
}
