package dev.ephor.preview;

import dev.ephor.kubernetes.SecretMask;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.workspace.WorkspacePolicy;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Previews of files, from the evaluation that the diagnostics come from. */
public final class Previews {

  private Previews() {}

  /**
   * What the policies of a workspace would do to the manifests of a file.
   *
   * @param showSecrets whether what Secrets hold may be seen
   * @return empty when the file is not in the workspace any more
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public static Optional<FilePreview> of(
      Snapshot snapshot, FileId file, boolean showSecrets, Cancellation cancellation) {
    if (snapshot.text(file) == null) {
      return Optional.empty();
    }
    List<Judged> judged = snapshot.judged(file, cancellation);
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    List<DiffLine> lines = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    boolean masked = false;
    int above = 0;
    int aboveAfter = 0;
    for (PreviewedDocument document : documents(snapshot, file, judged, showSecrets)) {
      lines.addAll(document.lines().diff(above, aboveAfter));
      above += document.lines().lineCountBefore();
      aboveAfter += document.lines().lineCountAfter();
      before.append(document.before());
      after.append(document.after());
      masked |= document.isMasked();
      troubles.addAll(document.troubles());
    }
    List<WorkspacePolicy> policies = snapshot.policies(Edition.TYPED, cancellation);
    Making making = new Making(snapshot, showSecrets, cancellation);
    List<Deletion> deletions = new ArrayList<>();
    for (Judged resource : judged) {
      for (WorkspacePolicy policy : policies) {
        for (RuleOutcome outcome : resource.outcomes(policy)) {
          making.add(resource, policy, outcome);
          failure(resource, policy, outcome, showSecrets).ifPresent(troubles::add);
        }
      }
      deletions.addAll(Deletions.of(snapshot, resource, troubles, cancellation));
    }
    troubles.addAll(making.troubles());
    return Optional.of(
        new FilePreview(
            file,
            before.toString(),
            after.toString(),
            masked,
            lines,
            making.made(),
            deletions,
            troubles));
  }

  /**
   * The edits that make the manifests of a file what the policies make of them.
   *
   * @return what can be edited, and what is refused with its reason; empty when the file is not in
   *     the workspace any more
   */
  public static Optional<Application> application(
      Snapshot snapshot, FileId file, Cancellation cancellation) {
    if (snapshot.text(file) == null) {
      return Optional.empty();
    }
    List<TextEdit> edits = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    List<Judged> judged = snapshot.judged(file, cancellation);
    List<PlacedDocument> placed = snapshot.documents(file);
    List<PreviewedDocument> documents = documents(snapshot, file, judged, true);
    for (int i = 0; i < documents.size(); i++) {
      Rewrite rewrite = documents.get(i).rewrite();
      if (rewrite instanceof Rewrite.Edits made) {
        edits.addAll(made.shifted(placed.get(i).start()));
      } else {
        refusals.add(((Rewrite.Refused) rewrite).reason());
      }
    }
    return Optional.of(new Application(edits, refusals));
  }

  /**
   * What applying the mutations to a file changes in it.
   *
   * @param edits in the order of the text, in the file's offsets
   * @param refusals why documents of it are left as they are
   */
  public record Application(List<TextEdit> edits, List<String> refusals) {
    public Application {
      edits = List.copyOf(edits);
      refusals = List.copyOf(refusals);
    }
  }

  private static List<PreviewedDocument> documents(
      Snapshot snapshot, FileId file, List<Judged> judged, boolean showSecrets) {
    List<PreviewedDocument> documents = new ArrayList<>();
    for (PlacedDocument placed : snapshot.documents(file)) {
      PreviewedDocument document = new PreviewedDocument(placed.yaml(), showSecrets);
      document.apply(
          judged.stream().filter(each -> each.document().start() == placed.start()).toList());
      documents.add(document);
    }
    return documents;
  }

  /** A message may hold the whole object. */
  private static Optional<Trouble> failure(
      Judged resource, WorkspacePolicy policy, RuleOutcome outcome, boolean showSecrets) {
    boolean hidden = !showSecrets && SecretMask.concerns(resource.resource().root());
    boolean lost =
        outcome.effect() instanceof Effect.Lost || outcome.effect() instanceof Effect.Untold;
    return lost && outcome.status() != Status.SKIP
        ? Optional.of(
            new Trouble(
                RuleWords.of(resource.resource()),
                RuleWords.of(policy.key(), outcome.rule()),
                "It cannot be changed: "
                    + (hidden ? "the reason may hold what the Secret hides" : outcome.message())))
        : Optional.empty();
  }
}
