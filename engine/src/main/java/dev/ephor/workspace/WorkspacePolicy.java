package dev.ephor.workspace;

import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import dev.ephor.workspace.Snapshot.PlacedDocument;

/** A policy that counts in a workspace, and where it stands. */
public final class WorkspacePolicy {

  private final PolicyUnit unit;
  private final PlacedDocument document;

  private WorkspacePolicy(PolicyUnit unit, PlacedDocument document) {
    this.unit = unit;
    this.document = document;
  }

  static WorkspacePolicy of(PlacedPolicy placed, RuleEngine engine) {
    return new WorkspacePolicy(
        placed.policy(),
        new PlacedDocument(placed.file(), placed.start(), placed.document().parsed(engine).yaml()));
  }

  PolicyUnit unit() {
    return unit;
  }

  /** The document that holds it. */
  public PlacedDocument document() {
    return document;
  }

  /** The whole object. */
  public MapValue root() {
    return unit.root();
  }

  /** The name by which verdicts call it: with its namespace before a slash where it has one. */
  public String name() {
    return unit.name();
  }

  /** Kind and name, such as {@code ClusterPolicy require-owner}: a cluster holds one of each. */
  public String key() {
    return unit.key();
  }

  /** Whether it deletes what exists, at the times of a schedule, and says nothing at admission. */
  public boolean deletes() {
    RuleEngine.Judge judge = unit.judge();
    return judge != null && judge.deletes();
  }

  /** Whether it is evaluated and its text is whole; what a torn text does is nobody's intention. */
  public boolean isWhole() {
    return unit.judge() != null
        && document.yaml().problems().stream()
            .noneMatch(problem -> problem.severity() == Severity.ERROR);
  }
}
