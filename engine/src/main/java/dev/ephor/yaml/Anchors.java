package dev.ephor.yaml;

import dev.ephor.text.Span;
import dev.ephor.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The anchors of one document, and the bounds on what their aliases may add to it. */
final class Anchors {

  private final Problems problems;
  private final Map<String, Target> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private long aliased;
  private boolean limitReported;

  /**
   * What an alias stands for.
   *
   * @param value null where there is nothing to stand for
   * @param size how many nodes a walk through it meets
   * @param height how many collections stand inside one another in it
   */
  record Target(@Nullable Value value, long size, int height) {
    static final Target NOTHING = new Target(null, 1, 0);
  }

  Anchors(Problems problems) {
    this.problems = problems;
  }

  void opened(@Nullable String anchor) {
    if (anchor != null) {
      open.add(anchor);
    }
  }

  void closed(@Nullable String anchor, Value value, long size, int height) {
    if (anchor != null) {
      open.remove(anchor);
      remember(anchor, value, size, height);
    }
  }

  void remember(@Nullable String anchor, Value value, long size, int height) {
    if (anchor != null) {
      known.put(anchor, new Target(value, size, height));
    }
  }

  Target find(String name, Span where, int depth) {
    if (open.contains(name)) {
      problems.error(
          where,
          "recursive-alias",
          "The alias \"*%s\" stands inside what it names; a value cannot contain itself."
              .formatted(name));
      return Target.NOTHING;
    }
    Target target = known.get(name);
    if (target == null) {
      problems.error(
          where,
          "unknown-anchor",
          "No anchor \"&%s\" stands above in this document; define it, or quote the text."
              .formatted(name));
      return Target.NOTHING;
    }
    boolean tooMany = aliased + target.size() > YamlLimits.MAX_ALIASED_NODES;
    if (tooMany || depth + target.height() > YamlLimits.MAX_DEPTH) {
      reportLimit(where, tooMany);
      return Target.NOTHING;
    }
    aliased += target.size();
    return target;
  }

  private void reportLimit(Span where, boolean tooMany) {
    if (limitReported) {
      return;
    }
    limitReported = true;
    problems.error(
        where,
        "alias-limit",
        tooMany
            ? "Aliases add more than %d values to this document; this one and later ones are left out."
                .formatted(YamlLimits.MAX_ALIASED_NODES)
            : "This alias nests more than %d collections; it is left out."
                .formatted(YamlLimits.MAX_DEPTH));
  }
}
