package dev.ephor.explain;

import dev.ephor.rule.Trace.Answer;
import dev.ephor.rule.Trace.Demanded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The demands of a pattern as a tree by the paths in the resource. */
final class PatternTree {

  private final Branch root = new Branch("");

  /** A place in the resource. */
  private static final class Branch {
    final String name;
    final Map<Object, Branch> branches = new LinkedHashMap<>();

    /** What was demanded right here. */
    final List<Demanded> demands = new ArrayList<>();

    Branch(String name) {
      this.name = name;
    }

    boolean failed() {
      return demands.isEmpty()
          ? branches.values().stream().anyMatch(Branch::failed)
          : demands.stream().anyMatch(demand -> !demand.met());
    }
  }

  boolean isEmpty() {
    return root.branches.isEmpty() && root.demands.isEmpty();
  }

  void add(Demanded demand) {
    Branch at = root;
    for (Object step : demand.path()) {
      at =
          at.branches.computeIfAbsent(
              step,
              key -> new Branch(key instanceof Integer ? "[" + key + "]" : String.valueOf(key)));
    }
    // An entry with an anchor is told after the demand below it, of which it is the better story.
    at.demands.removeIf(
        earlier ->
            earlier.clause().equals(demand.clause()) && earlier.path().equals(demand.path()));
    at.demands.add(demand);
  }

  List<Why> told(Shown shown) {
    List<Why> told = new ArrayList<>();
    for (Demanded demand : root.demands) {
      told.add(leaf(demand, "", shown));
    }
    root.branches.values().forEach(branch -> told(branch, "", shown, told));
    return told;
  }

  /** A chain of places with nothing to say of is one line. */
  private static void told(Branch branch, String prefix, Shown shown, List<Why> told) {
    String path = joined(prefix, branch.name);
    if (branch.branches.isEmpty()) {
      branch.demands.forEach(demand -> told.add(leaf(demand, path, shown)));
    } else if (branch.demands.isEmpty() && branch.branches.size() == 1) {
      branch.branches.values().forEach(inner -> told(inner, path, shown, told));
    } else {
      List<Why> inner = new ArrayList<>();
      branch.branches.values().forEach(next -> told(next, "", shown, inner));
      @Nullable Demanded last =
          branch.demands.isEmpty() ? null : branch.demands.get(branch.demands.size() - 1);
      told.add(
          new Why(
              null,
              last == null ? path : named(last, path),
              "",
              "",
              "",
              branch.failed() ? Answer.NO : Answer.YES,
              last == null ? null : last.clause(),
              null,
              last == null ? null : last.manifest(),
              inner,
              0));
    }
  }

  private static String joined(String prefix, String name) {
    return prefix.isEmpty() || name.startsWith("[") ? prefix + name : prefix + "." + name;
  }

  /** The path with the key as the pattern has it, anchors and all. */
  private static String named(Demanded demand, String path) {
    Object last = demand.path().isEmpty() ? "" : demand.path().get(demand.path().size() - 1);
    return path.endsWith(String.valueOf(last)) && !(last instanceof Integer)
        ? path.substring(0, path.length() - String.valueOf(last).length()) + demand.key()
        : path;
  }

  private static Why leaf(Demanded demand, String path, Shown shown) {
    return Why.seen(
        path.isEmpty() ? "the whole" : named(demand, path),
        shown.of(demand.wanted()),
        shown.of(demand.seen()),
        demand.met() ? Answer.YES : Answer.NO,
        demand.clause(),
        demand.manifest());
  }
}
