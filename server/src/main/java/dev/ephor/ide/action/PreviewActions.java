package dev.ephor.ide.action;

import dev.ephor.ide.command.Invocation;
import dev.ephor.ide.preview.PreviewPlaces;
import dev.ephor.ide.preview.PreviewPlaces.Touched;
import dev.ephor.ide.view.View;
import dev.ephor.preview.Previews;
import dev.ephor.text.Span;
import dev.ephor.workspace.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** In a resource that policies would change: to see it, and to do it to the file. */
final class PreviewActions {

  private PreviewActions() {}

  static List<Action> at(View view, Span selection) {
    List<Action> actions = new ArrayList<>();
    List<Touched> touched =
        PreviewPlaces.resources(view).stream()
            .filter(
                each ->
                    each.whole().start() <= selection.end()
                        && selection.start() <= each.whole().end())
            .toList();
    if (!touched.isEmpty()) {
      actions.add(
          new Action(
              "Preview what policies do to this file",
              Action.Kind.REWRITE,
              Optional.empty(),
              false,
              new Action.Run(new Invocation("ephor.preview", Map.of("uri", view.file())))));
    }
    if (touched.stream().anyMatch(each -> each.rules() > 0)) {
      actions.add(
          new Action(
              "Apply mutation to this file",
              Action.Kind.REWRITE,
              Optional.empty(),
              false,
              new Action.Edits(() -> edits(view))));
    }
    return actions;
  }

  private static List<FileEdit> edits(View view) {
    return Previews.application(view.snapshot(), view.file(), view.cancellation())
        .map(made -> List.<FileEdit>of(new FileEdit.Change(view.file(), made.edits())))
        .orElse(List.of());
  }
}
