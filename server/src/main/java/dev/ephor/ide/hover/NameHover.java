package dev.ephor.ide.hover;

import dev.ephor.ide.names.Name.PolicyName;
import dev.ephor.ide.names.Name.RuleName;
import dev.ephor.ide.names.Occurrence.Role;
import dev.ephor.ide.names.WorkspaceNames;
import dev.ephor.ide.names.WorkspaceNames.Found;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Policies and rules where they are named: what they are, and in which file. */
final class NameHover {

  private NameHover() {}

  static Optional<Hover> at(Snapshot snapshot, FileId file, int offset, Cancellation cancellation) {
    WorkspaceNames names = new WorkspaceNames(snapshot, cancellation);
    for (Found found : names.at(file, offset)) {
      boolean shown = found.name() instanceof PolicyName || found.name() instanceof RuleName;
      if (shown && found.occurrence().role() == Role.USED) {
        List<Found> given = names.givenFor(found);
        return given.isEmpty()
            ? Optional.empty()
            : Optional.of(new Hover(found.span(), text(given.get(0))));
      }
    }
    return Optional.empty();
  }

  private static String text(Found given) {
    String path = given.file().path();
    StringBuilder text = new StringBuilder();
    text.append(given.name().noun()).append(" **").append(given.name().text()).append("**");
    MapValue annotations = null;
    if (given.document().yaml().root() instanceof MapValue root) {
      MapValue metadata = root.map("metadata");
      annotations = metadata == null ? null : metadata.map("annotations");
      if (given.name() instanceof RuleName rule) {
        text.append(" of ").append(root.string("kind")).append(' ').append(rule.policy().text());
      } else {
        text.append(" (").append(root.string("kind")).append(')');
      }
    }
    text.append(" in ").append(path.substring(path.lastIndexOf('/') + 1));
    for (String key : List.of("title", "description")) {
      String words = annotations == null ? null : annotations.string("policies.kyverno.io/" + key);
      if (words != null) {
        text.append("\n\n").append(Objects.requireNonNull(words).strip());
      }
    }
    return text.toString();
  }
}
