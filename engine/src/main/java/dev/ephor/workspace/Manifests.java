package dev.ephor.workspace;

import dev.ephor.context.HostNames;
import dev.ephor.context.Question;
import dev.ephor.context.Randomness;
import dev.ephor.context.Realm;
import dev.ephor.context.Reply;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.value.MapValue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The workspace's manifests as the cluster that rules may ask for other objects, as {@code apply}
 * pretends. A config map that is among them is found, too; where it is not, a rule goes on as in
 * {@code apply}, which knows none. Indexed when first asked.
 */
final class Manifests {

  /** Without any manifest, for policies that ask for none. */
  static final Manifests NONE = new Manifests(List.of());

  /** No chance at all: what is shown must not change by itself. */
  private static final Randomness STEADY = bound -> bound / 2;

  private final List<MapValue> roots;
  private final Map<Question<?>, Object> answers = new ConcurrentHashMap<>();
  private volatile @Nullable GivenWorld world;

  /**
   * @param roots whole objects, completed, in the order of the files
   */
  Manifests(List<MapValue> roots) {
    this.roots = List.copyOf(roots);
  }

  /** The whole objects, in the order of the files. */
  List<MapValue> roots() {
    return roots;
  }

  /** Whether these are the very same objects. */
  boolean are(List<MapValue> others) {
    return same(roots, others);
  }

  /** The same objects but for one, which is another now. */
  Manifests with(MapValue before, MapValue after) {
    return new Manifests(roots.stream().map(root -> root == before ? after : root).toList());
  }

  /** Whether two lists hold the very same objects. */
  static boolean same(List<MapValue> some, @Nullable List<MapValue> others) {
    if (others == null || some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Answers what rules ask of other objects, and of anything else that no manifest knows. */
  Object answer(Question<?> question) {
    if (question instanceof Question.Reach reach && reach.realm() == Realm.CONFIG_MAPS) {
      return true;
    }
    Object known = answers.get(question);
    if (known == null) {
      Object found = world().ask(question);
      known =
          question instanceof Question.ConfigMap && found instanceof Reply.Failed
              ? Reply.UNAVAILABLE
              : found;
      Object earlier = answers.putIfAbsent(question, known);
      known = earlier == null ? known : earlier;
    }
    return known;
  }

  private GivenWorld world() {
    GivenWorld made = world;
    if (made == null) {
      made =
          GivenWorld.ofApply(ValuesFile.NONE, roots, Clock.systemUTC(), STEADY, HostNames.OFFLINE)
              .asCluster();
      world = made;
    }
    return made;
  }
}
