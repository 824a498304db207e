package dev.ephor.lint;

import dev.ephor.lint.LintFinding.Edit;
import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.policy.meaning.PolicyScalars;
import dev.ephor.schema.NearestName;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A field of a pattern or patch that none of the matched kinds has. A pattern with one matches
 * nothing, a patch with one is refused by a cluster. Says nothing where a kind is not known.
 */
final class UnknownPatternField implements Lint.Check {

  @Override
  public void check(Subject subject, Consumer<LintFinding> found) {
    if (subject.kyverno() == null || subject.document().root() != subject.root()) {
      return;
    }
    Meanings.walk(
        subject.root(),
        subject.schemas(),
        (value, key, meaning) -> {
          if (value instanceof MapValue map && meaning.dialect() != Dialect.PLAIN) {
            fields(map, meaning, subject, found);
          }
        });
  }

  private static void fields(
      MapValue map, Meaning meaning, Subject subject, Consumer<LintFinding> found) {
    List<ObjectSchema> types = new ArrayList<>();
    for (Schema type : meaning.types()) {
      if (!(type instanceof ObjectSchema object)) {
        return;
      }
      types.add(object);
    }
    for (int i = 0; i < map.size() && !types.isEmpty(); i++) {
      String name = meaning.dialect().field(map.keyAt(i));
      if (isPlain(name)
          && !meaning.made().containsKey(name)
          && types.stream().allMatch(type -> type.field(name) == null)
          && isSure(map.valueAt(i), subject.document())) {
        found.accept(finding(map, i, name, types, subject));
      }
    }
  }

  private static boolean isPlain(String name) {
    return !name.isEmpty() && name.chars().allMatch(Character::isLetterOrDigit);
  }

  private static boolean isSure(Value value, YamlDocument document) {
    NodePath path = NodePath.of(document, value.node());
    return PolicyScalars.knowsMatched(path, Schemas.BUILT_IN);
  }

  private static LintFinding finding(
      MapValue map, int index, String name, List<ObjectSchema> types, Subject subject) {
    TreeSet<String> known = new TreeSet<>();
    types.forEach(type -> type.fields().forEach(field -> known.add(field.name())));
    Optional<String> nearest = NearestName.of(name, known);
    String owner = types.get(0).name();
    Value at = map.valueAt(index);
    return LintFinding.atKey(
            at,
            owner.substring(owner.lastIndexOf('.') + 1)
                + " has no field "
                + name
                + nearest.map(near -> ": did you mean " + near + "?").orElse(""))
        .with(nearest.flatMap(near -> renamed(at, name, near, subject.document())));
  }

  /** Renames the key inside of its anchor. */
  private static Optional<Edit> renamed(
      Value at, String name, String nearest, YamlDocument document) {
    Span key = document.keySpan(at.node());
    int found = document.text().substring(key.start(), key.end()).indexOf(name);
    if (found < 0) {
      return Optional.empty();
    }
    int start = key.start() + found;
    Span span = new Span(start, start + name.length());
    return Optional.of(
        new Edit("Rename " + name + " to " + nearest, List.of(new TextEdit(span, nearest))));
  }
}
