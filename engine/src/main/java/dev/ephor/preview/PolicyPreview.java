package dev.ephor.preview;

import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy does to the manifests of a workspace, among all the others: of what they generate
 * and delete only its own part is told.
 *
 * @param policy kind and name, such as {@code ClusterPolicy add-labels}
 * @param files the files with something that it changes, in order
 * @param left how many more there are than the {@value #MOST} that are shown
 */
public record PolicyPreview(String policy, List<FilePreview> files, int left) {

  /** How many files are shown of one policy. */
  public static final int MOST = 50;

  public PolicyPreview {
    files = List.copyOf(files);
  }

  /**
   * The preview of a policy.
   *
   * @param key kind and name of the policy
   * @return empty when there is no such policy, or it cannot be evaluated
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static Optional<PolicyPreview> of(
      Snapshot snapshot, String key, boolean showSecrets, Cancellation cancellation) {
    Optional<WorkspacePolicy> policy =
        snapshot.policies(Edition.TYPED, cancellation).stream()
            .filter(each -> each.key().equals(key) && each.isWhole())
            .findFirst();
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    Set<FileId> touched = new LinkedHashSet<>();
    for (Judged judged : snapshot.judged(Edition.TYPED, cancellation)) {
      if (touches(snapshot, judged, policy.get(), cancellation)) {
        touched.add(judged.document().file());
      }
    }
    List<FilePreview> files = new ArrayList<>();
    for (FileId file : touched.stream().limit(MOST).toList()) {
      cancellation.check();
      Previews.of(snapshot, file, showSecrets, cancellation)
          .map(preview -> only(preview, policy.get()))
          .ifPresent(files::add);
    }
    return Optional.of(new PolicyPreview(key, files, touched.size() - files.size()));
  }

  private static boolean touches(
      Snapshot snapshot, Judged judged, WorkspacePolicy policy, Cancellation cancellation) {
    if (policy.deletes()) {
      return !Deletions.of(snapshot, judged, new ArrayList<>(), cancellation).stream()
          .filter(deletion -> deletion.policy().equals(policy.name()))
          .toList()
          .isEmpty();
    }
    return judged.mutations().stream().anyMatch(made -> made.policy().equals(policy.key()))
        || judged.outcomes(policy).stream().anyMatch(PolicyPreview::makes);
  }

  private static boolean makes(RuleOutcome outcome) {
    return !(outcome.effect() instanceof Effect.None)
        && !(outcome.effect() instanceof Effect.Mutated)
        && !(outcome.effect() instanceof Effect.VerifiedImages);
  }

  private static FilePreview only(FilePreview preview, WorkspacePolicy policy) {
    String name = policy.name();
    return new FilePreview(
        preview.file(),
        preview.before(),
        preview.after(),
        preview.masked(),
        preview.lines(),
        preview.made().stream().filter(made -> isOf(made.rule(), name)).toList(),
        preview.deletions().stream().filter(each -> each.policy().equals(name)).toList(),
        preview.troubles().stream().filter(trouble -> isOf(trouble.rule(), name)).toList());
  }

  private static boolean isOf(String rule, String policy) {
    return rule.equals(policy) || rule.startsWith(policy + "/");
  }
}
