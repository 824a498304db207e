package dev.ephor.ide.completion;

import dev.ephor.ide.completion.FieldValues.Choice;
import dev.ephor.ide.completion.WorkspaceObjects.Named;
import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.workspace.FileId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Files of the workspace, as paths relative to the file that names them. */
final class FileChoices {

  private FileChoices() {}

  static List<Choice> ofPolicies(Cursor cursor) {
    return choices(cursor, object -> object.sort() == DocumentKind.POLICY);
  }

  static List<Choice> ofObjects(Cursor cursor) {
    return choices(cursor, object -> object.sort() == DocumentKind.RESOURCE);
  }

  static FieldValues.Source ofKind(String kind) {
    return cursor -> choices(cursor, object -> object.kind().equals(kind));
  }

  /** The nearest first. */
  private static List<Choice> choices(Cursor cursor, Predicate<Named> wanted) {
    Set<FileId> files = new LinkedHashSet<>();
    for (Named object : WorkspaceObjects.of(cursor.snapshot())) {
      if (wanted.test(object) && !object.file().equals(cursor.file())) {
        files.add(object.file());
      }
    }
    return files.stream()
        .map(file -> relative(cursor.file().path(), file.path()))
        .sorted(
            Comparator.comparingLong((String path) -> path.chars().filter(c -> c == '/').count())
                .thenComparing(Comparator.naturalOrder()))
        .map(path -> Choice.name(path, ""))
        .toList();
  }

  /** A path relative to the folder of a file. */
  static String relative(String from, String to) {
    List<String> base = List.of(from.split("/", -1));
    List<String> path = List.of(to.split("/", -1));
    int common = 0;
    while (common < base.size() - 1
        && common < path.size() - 1
        && base.get(common).equals(path.get(common))) {
      common++;
    }
    return "../".repeat(base.size() - 1 - common)
        + String.join("/", path.subList(common, path.size()));
  }
}
