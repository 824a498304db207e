package dev.ephor.ide.view;

import dev.ephor.ide.focus.Focus;
import dev.ephor.lint.PolicyLints;
import dev.ephor.testing.LiveTests;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;

/**
 * A file as somebody looks at it: what lenses, hints and actions are computed from.
 *
 * @param snapshot the workspace
 * @param tests the results of its tests
 * @param lints what lints say of its policies
 * @param focus what somebody has worked on, and chosen
 * @param file the file
 * @param cancellation true when the answer is no longer wanted
 */
public record View(
    Snapshot snapshot,
    LiveTests tests,
    PolicyLints lints,
    Focus focus,
    FileId file,
    Cancellation cancellation) {

  /** A view of somebody who has not looked before. */
  public View(Snapshot snapshot, LiveTests tests, FileId file, Cancellation cancellation) {
    this(snapshot, tests, Focus.NONE, file, cancellation);
  }

  /** The same of somebody who has worked on something. */
  public View(
      Snapshot snapshot, LiveTests tests, Focus focus, FileId file, Cancellation cancellation) {
    this(snapshot, tests, new PolicyLints(), focus, file, cancellation);
  }
}
