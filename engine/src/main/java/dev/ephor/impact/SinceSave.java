package dev.ephor.impact;

import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What would become of resources if the policies that are being edited were saved: the text in the
 * editor against the one on disk, over the resources as they are typed.
 *
 * @param own flips by rules of the file's policies, the worst first
 * @param elsewhere flips by policies of files that are not being edited, because these change what
 *     those judge
 */
public record SinceSave(List<Flip> own, List<Flip> elsewhere) {

  private static final SinceSave NOTHING = new SinceSave(List.of(), List.of());

  public SinceSave {
    own = List.copyOf(own);
    elsewhere = List.copyOf(elsewhere);
  }

  /**
   * The flips that the policies of a file bring. Nothing is said of a policy whose text is torn, or
   * that is not on disk yet, or under this name: there is nothing to compare.
   */
  public static SinceSave of(Snapshot snapshot, FileId file, Cancellation cancellation) {
    if (!snapshot.isEdited(file)) {
      return NOTHING;
    }
    List<WorkspacePolicy> now = snapshot.policies(Edition.TYPED, cancellation);
    List<WorkspacePolicy> then = snapshot.policies(Edition.SAVED, cancellation);
    Map<Known, WorkspacePolicy> saved = new HashMap<>();
    then.forEach(policy -> saved.putIfAbsent(Known.of(policy), policy));
    List<Judged> judged = snapshot.judged(Edition.TYPED, cancellation);
    List<Judged> asSaved = snapshot.judged(Edition.SAVED, cancellation);
    List<Flip> own = new ArrayList<>();
    List<Flip> elsewhere = new ArrayList<>();
    Changed changed = Changed.between(asSaved, judged, keys(file, then, now));
    Set<Known> compared = new HashSet<>();
    boolean whole = true;
    for (WorkspacePolicy policy : now) {
      WorkspacePolicy before = saved.get(Known.of(policy));
      boolean here = policy.document().file().equals(file);
      whole &= !here || policy.isWhole();
      if (before == null
          || !policy.isWhole()
          || !before.isWhole()
          || !compared.add(Known.of(policy))) {
        continue;
      }
      if (here) {
        own.addAll(PolicyFlips.of(before, policy, asSaved, judged));
      } else if (!changed.then().isEmpty() && !snapshot.isEdited(policy.document().file())) {
        elsewhere.addAll(PolicyFlips.of(before, policy, changed.then(), changed.now()));
      }
    }
    own.sort(Flip.WORST_FIRST);
    elsewhere.sort(Flip.WORST_FIRST);
    return new SinceSave(own, whole ? elsewhere : List.of());
  }

  /** What a policy is known by, whichever its text. */
  private record Known(FileId file, String key) {
    static Known of(WorkspacePolicy policy) {
      return new Known(policy.document().file(), policy.key());
    }
  }

  private static Set<String> keys(
      FileId file, List<WorkspacePolicy> then, List<WorkspacePolicy> now) {
    return Stream.concat(then.stream(), now.stream())
        .filter(policy -> policy.document().file().equals(file))
        .map(WorkspacePolicy::key)
        .collect(Collectors.toSet());
  }

  /** The resources that some policies leave otherwise than before. */
  private record Changed(List<Judged> then, List<Judged> now) {
    static Changed between(List<Judged> asSaved, List<Judged> judged, Set<String> policies) {
      List<Judged> then = new ArrayList<>();
      List<Judged> now = new ArrayList<>();
      for (int i = 0; i < judged.size(); i++) {
        if (differs(asSaved.get(i), judged.get(i))
            && (mutates(asSaved.get(i), policies) || mutates(judged.get(i), policies))) {
          then.add(asSaved.get(i));
          now.add(judged.get(i));
        }
      }
      return new Changed(then, now);
    }

    private static boolean differs(Judged then, Judged now) {
      return !Delta.between(then.mutated().root(), now.mutated().root()).changes().isEmpty();
    }

    private static boolean mutates(Judged judged, Set<String> policies) {
      return judged.mutations().stream().anyMatch(made -> policies.contains(made.policy()));
    }
  }
}
