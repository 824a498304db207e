package dev.ephor.workspace;

import dev.ephor.kubernetes.Resource;
import dev.ephor.workspace.Snapshot.PlacedDocument;

/** A resource that a workspace judges, and where it stands. */
public final class WorkspaceResource {

  private final PlacedDocument document;
  private final ResourceUnit unit;
  private final Laws laws;
  private final Evaluations evaluations;

  WorkspaceResource(
      PlacedDocument document, ResourceUnit unit, Laws laws, Evaluations evaluations) {
    this.document = document;
    this.unit = unit;
    this.laws = laws;
    this.evaluations = evaluations;
  }

  /** The document that holds it. */
  public PlacedDocument document() {
    return document;
  }

  /** The resource as it is written. */
  public Resource resource() {
    return unit.resource();
  }

  /** What the policies say of it. */
  public Judged judged(Cancellation cancellation) {
    return new Judged(
        document, unit.resource(), unit.judged(laws, evaluations, cancellation), laws);
  }
}
