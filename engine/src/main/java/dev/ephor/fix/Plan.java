package dev.ephor.fix;

import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What could be done about a violation, as alternatives and things that belong together. A plan is
 * a guess made cheaply; what comes of it is tried.
 */
sealed interface Plan {

  /** Nothing is to be done here. */
  static Plan done() {
    return new All(List.of());
  }

  /** How many options one plan comes to at most. */
  int MOST_OPTIONS = 40;

  /**
   * Nothing can be done here that is allowed.
   *
   * @param reason for people, as the end of a sentence
   */
  record Stuck(String reason) implements Plan {}

  /**
   * Changes that are made together.
   *
   * @param cost how much less likely, or less wanted, than another; 0 for the obvious
   * @param guessed whether the value stands for one that only the author knows
   */
  record Step(List<Change> changes, int cost, boolean guessed) implements Plan {
    public Step {
      changes = List.copyOf(changes);
    }
  }

  /**
   * A plan in which something had to be guessed that only the author knows.
   *
   * @param cost what that costs besides
   */
  record Guess(Plan plan, int cost) implements Plan {}

  /** All of these. */
  record All(List<Plan> plans) implements Plan {
    public All {
      plans = List.copyOf(plans);
    }
  }

  /** Any one of these. */
  record Any(List<Plan> plans) implements Plan {
    public Any {
      plans = List.copyOf(plans);
    }
  }

  static Plan step(Change change) {
    return new Step(List.of(change), 0, false);
  }

  /**
   * Taking entries out, where that takes no items with them.
   *
   * @param guessed whether only the author knows that nothing is better than something else
   */
  static Plan removal(List<ValuePath> paths, Value top, int cost, boolean guessed) {
    List<Change> changes = new ArrayList<>();
    for (ValuePath path : paths) {
      Value there = path.in(top);
      boolean item =
          path.steps().isEmpty() || path.steps().get(path.steps().size() - 1) instanceof Integer;
      if (there != null && item) {
        return new Stuck("an item would have to go from " + path.parent());
      } else if (there != null && Change.holdsObjects(there)) {
        return new Stuck("the items of " + path + " would have to go");
      } else if (there != null) {
        changes.add(new Change.Remove(path));
      }
    }
    return changes.isEmpty() ? done() : new Step(changes, cost, guessed);
  }

  /**
   * One of the ways in which a plan can be carried out.
   *
   * @param guesses those of the changes whose value only the author can know
   */
  record Option(List<Change> changes, int cost, Set<Change> guesses) {
    static final Option NOTHING = new Option(List.of(), 0, Set.of());

    public Option {
      changes = List.copyOf(changes);
      guesses = Set.copyOf(guesses);
    }

    Option and(Option other) {
      List<Change> both = new ArrayList<>(changes);
      other.changes.stream().filter(change -> !both.contains(change)).forEach(both::add);
      Set<Change> guessed = new LinkedHashSet<>(guesses);
      guessed.addAll(other.guesses);
      return new Option(both, cost + other.cost, guessed);
    }

    /** The same way with fewer changes. */
    Option with(List<Change> fewer) {
      Set<Change> guessed = new LinkedHashSet<>(guesses);
      guessed.retainAll(new LinkedHashSet<>(fewer));
      return new Option(fewer, cost, guessed);
    }

    boolean isGuessed() {
      return !guesses.isEmpty();
    }
  }

  /** The ways, the most likely first; none where nothing can be done. */
  default List<Option> options() {
    if (this instanceof Step step) {
      Set<Change> guesses = step.guessed ? new LinkedHashSet<>(step.changes) : Set.of();
      return List.of(new Option(step.changes, step.cost, guesses));
    } else if (this instanceof Guess guess) {
      return guess.plan.options().stream()
          .map(
              option ->
                  new Option(
                      option.changes,
                      option.cost + guess.cost,
                      new LinkedHashSet<>(option.changes)))
          .toList();
    } else if (this instanceof All all) {
      List<Option> options = List.of(Option.NOTHING);
      for (Plan plan : all.plans) {
        List<Option> joined = new ArrayList<>();
        // Where nothing can be done all may be well already; the trial tells.
        List<Option> more = plan.options();
        more = more.isEmpty() ? List.of(Option.NOTHING) : more;
        for (Option one : options) {
          more.forEach(other -> joined.add(one.and(other)));
        }
        options = best(joined);
      }
      return options;
    } else if (this instanceof Any any) {
      List<Option> options = new ArrayList<>();
      any.plans.forEach(plan -> options.addAll(plan.options()));
      return best(options);
    }
    return List.of();
  }

  /** Why nothing can be done, where the plan says so. */
  default List<String> reasons() {
    Set<String> reasons = new LinkedHashSet<>();
    if (this instanceof Stuck stuck) {
      reasons.add(stuck.reason);
    } else if (this instanceof Guess guess) {
      reasons.addAll(guess.plan.reasons());
    } else if (this instanceof All all) {
      all.plans.forEach(plan -> reasons.addAll(plan.reasons()));
    } else if (this instanceof Any any) {
      any.plans.forEach(plan -> reasons.addAll(plan.reasons()));
    }
    return List.copyOf(reasons);
  }

  private static List<Option> best(List<Option> options) {
    return options.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Option::cost))
        .limit(MOST_OPTIONS)
        .toList();
  }
}
