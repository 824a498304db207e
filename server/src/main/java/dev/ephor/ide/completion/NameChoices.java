package dev.ephor.ide.completion;

import dev.ephor.ide.completion.FieldValues.Choice;
import dev.ephor.ide.completion.WorkspaceObjects.Named;
import dev.ephor.ide.documents.DocumentKind;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.FileId;
import dev.ephor.yaml.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Names of namespaces and objects that exist in the workspace. */
final class NameChoices {

  private NameChoices() {}

  static List<Choice> namespaces(Cursor cursor) {
    Set<String> names = new TreeSet<>();
    for (Named object : WorkspaceObjects.of(cursor.snapshot())) {
      names.add(object.kind().equals("Namespace") ? object.name() : object.namespace());
    }
    names.remove("");
    names.remove(cursor.site().typed());
    List<Choice> choices =
        new ArrayList<>(names.stream().map(name -> Choice.name(name, "Namespace")).toList());
    for (String given : List.of("default", "kube-system", "kyverno")) {
      if (!names.contains(given)) {
        choices.add(Choice.name(given, "Namespace"));
      }
    }
    return choices;
  }

  static FieldValues.Source ofKind(String kind) {
    return cursor -> choices(cursor, object -> object.kind().equals(kind));
  }

  static List<Choice> objectsOfTheKindBeside(Cursor cursor) {
    String kind = FieldValues.beside(cursor, "kind");
    return choices(cursor, object -> kind.isEmpty() || object.kind().equals(kind));
  }

  static List<Choice> allObjects(Cursor cursor) {
    String kind = objectKind(cursor);
    return choices(cursor, object -> kind.isEmpty() || object.kind().equals(kind));
  }

  /** The kind that what holds a reference names: that of a generated object for its source. */
  private static String objectKind(Cursor cursor) {
    List<NodePath.Step> steps = cursor.path().steps();
    return steps.size() < 2
        ? ""
        : FieldValues.beside(
            new Cursor(
                cursor.snapshot(),
                cursor.file(),
                cursor.document(),
                cursor.site(),
                cursor.path().parent(),
                cursor.meaning()),
            "kind");
  }

  /** Objects of the kinds that the filter names beside. */
  static List<Choice> matchedObjects(Cursor cursor) {
    List<KindSelector> kinds = new ArrayList<>();
    List<NodePath.Step> steps = cursor.path().steps();
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).key() != null) {
        ListValue list = steps.get(i).in() instanceof MapValue map ? map.list("kinds") : null;
        for (Value value : list == null ? List.<Value>of() : list.values()) {
          String text = value.asString();
          if (text != null) {
            kinds.add(KindSelector.of(text));
          }
        }
        break;
      }
    }
    return choices(
        cursor,
        object ->
            kinds.isEmpty()
                || kinds.stream()
                    .anyMatch(
                        kind ->
                            kind.mayMatch(
                                GroupVersionKind.of(
                                    WorkspaceObjects.text(object.root(), "apiVersion"),
                                    object.kind()))));
  }

  /** The objects that a test's result may be about, with their namespaces. */
  static List<Choice> testedObjects(Cursor cursor) {
    String kind = FieldValues.beside(cursor, "kind");
    List<Choice> choices = new ArrayList<>();
    for (Named object : tested(cursor)) {
      if (!object.name().isEmpty() && (kind.isEmpty() || object.kind().equals(kind))) {
        String prefix = object.namespace().isEmpty() ? "" : object.namespace() + "/";
        choices.add(Choice.name(prefix + object.name(), object.kind()));
      }
    }
    return choices;
  }

  /** The objects in the files that a test names; in all files where it names none. */
  static List<Named> tested(Cursor cursor) {
    Predicate<FileId> named = named(cursor, List.of("resources", "targetResources"));
    return WorkspaceObjects.of(cursor.snapshot()).stream()
        .filter(object -> object.sort() == DocumentKind.RESOURCE && named.test(object.file()))
        .toList();
  }

  /** Whether a file is one that lists of paths in the document name. */
  static Predicate<FileId> named(Cursor cursor, List<String> lists) {
    List<String> paths = new ArrayList<>();
    for (String field : lists) {
      ListValue list = cursor.path().root() instanceof MapValue root ? root.list(field) : null;
      for (Value value : list == null ? List.<Value>of() : list.values()) {
        String text = value.asString();
        if (text != null && !text.isEmpty()) {
          paths.add(cursor.file().resolve(text).path());
        }
      }
    }
    return file ->
        paths.isEmpty()
            || paths.stream()
                .anyMatch(path -> file.path().equals(path) || file.path().startsWith(path + "/"));
  }

  private static List<Choice> choices(Cursor cursor, Predicate<Named> wanted) {
    Map<String, Choice> choices = new LinkedHashMap<>();
    for (Named object : WorkspaceObjects.of(cursor.snapshot())) {
      if (object.sort() == DocumentKind.RESOURCE
          && !object.name().isEmpty()
          && wanted.test(object)) {
        choices.putIfAbsent(object.name(), Choice.name(object.name(), object.kind()));
      }
    }
    return List.copyOf(choices.values());
  }
}
