package dev.ephor.fix;

import dev.ephor.fix.Fixes.Offer;
import dev.ephor.fix.Fixes.Violation;
import dev.ephor.text.SourceText;
import dev.ephor.text.TextEdit;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Change.InEditor;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Rehearsal;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Policies and a manifest, and what can be done about what they say against it. */
final class Mending {

  static final FileId MANIFEST = new FileId("/w/manifest.yaml");

  private final String manifest;
  private final List<String> policies;

  private Mending(String manifest, List<String> policies) {
    this.manifest = manifest;
    this.policies = policies;
  }

  static Mending of(String manifest, String... policies) {
    return new Mending(manifest, List.of(policies));
  }

  Snapshot snapshot(String text) {
    List<dev.ephor.workspace.Change> files = new ArrayList<>();
    files.add(new InEditor(MANIFEST, SourceText.of(text)));
    for (int i = 0; i < policies.size(); i++) {
      files.add(
          new InEditor(new FileId("/w/policy" + i + ".yaml"), SourceText.of(policies.get(i))));
    }
    return new Workspace().update(files);
  }

  private List<Fixes> fixes(String text) {
    List<Rehearsal> rehearsals = snapshot(text).rehearsals(MANIFEST, Cancellation.NEVER);
    return rehearsals.stream().map(Fixes::of).toList();
  }

  /** The names of what speaks against a text of the manifest. */
  List<String> against(String text) {
    return fixes(text).stream()
        .flatMap(one -> one.violations().stream())
        .map(Violation::name)
        .toList();
  }

  /** What is offered for the first violation. */
  Offer offer() {
    for (Fixes one : fixes(manifest)) {
      for (Violation violation : one.violations()) {
        return one.offer(violation);
      }
    }
    throw new AssertionError("nothing speaks against the manifest");
  }

  /** The titles of what is offered; one with a value to fill in begins with a question mark. */
  List<String> titles() {
    return offer().fixes().stream().map(fix -> (fix.guessed() ? "? " : "") + fix.title()).toList();
  }

  /** The manifest after a fix. */
  String after(Fix fix) {
    StringBuilder text = new StringBuilder(manifest);
    for (int i = fix.edits().size() - 1; i >= 0; i--) {
      TextEdit edit = fix.edits().get(i);
      text.replace(edit.span().start(), edit.span().end(), edit.replacement());
    }
    return text.toString();
  }

  /** The manifest after the best fix. */
  String mended() {
    return after(offer().fixes().get(0));
  }
}
