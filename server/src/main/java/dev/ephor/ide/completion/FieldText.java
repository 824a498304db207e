package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.AnySchema;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields with what belongs into them: the children that are required or hardly ever missing,
 * places to go on typing, choices.
 */
final class FieldText {

  /** Children of children of children are not written. */
  private static final int DEEPEST = 3;

  /** More alternatives than this are proposed when the value is reached. */
  private static final int CHOICES = 12;

  private static final List<String> BOOLEANS = List.of("true", "false");

  private final SnippetText text;
  private final boolean flow;
  private final int dashes;

  private FieldText(SnippetText text, boolean flow, int dashes) {
    this.text = text;
    this.flow = flow;
    this.dashes = dashes;
  }

  /**
   * A key and what it may hold.
   *
   * @param key as it is written
   * @param meaning what stands under it
   * @param column where the key begins
   */
  static SnippetText entry(String key, Meaning meaning, int column, Cursor cursor) {
    SnippetText text = new SnippetText(cursor.indentation());
    text.plain(key).plain(":");
    new FieldText(text, cursor.site().flow(), cursor.dashes()).value(meaning, column, 0);
    return text;
  }

  private void value(Meaning meaning, int column, int depth) {
    Schema type = type(meaning);
    if (flow) {
      text.plain(" ");
      inBrackets(type);
    } else if (type instanceof ListSchema) {
      text.line(column + dashes).plain("- ");
      content(meaning.item(), column + dashes + 2, depth + 1);
    } else if (type instanceof ObjectSchema || type instanceof MapSchema || isFree(meaning)) {
      Map<String, Meaning> children = depth < DEEPEST ? children(meaning) : Map.of();
      if (children.isEmpty()) {
        text.line(column + 2).stop();
      }
      children.forEach(
          (name, child) -> {
            text.line(column + 2).plain(name).plain(":");
            value(child, column + 2, depth + 1);
          });
    } else {
      text.plain(" ");
      scalar(type);
    }
  }

  /** An item: its first child stands beside the dash. */
  private void content(Meaning meaning, int column, int depth) {
    Map<String, Meaning> children = depth < DEEPEST ? children(meaning) : Map.of();
    if (children.isEmpty()) {
      scalar(type(meaning));
      return;
    }
    boolean first = true;
    for (Map.Entry<String, Meaning> child : children.entrySet()) {
      if (!first) {
        text.line(column);
      }
      first = false;
      text.plain(child.getKey()).plain(":");
      value(child.getValue(), column, depth + 1);
    }
  }

  private void inBrackets(@Nullable Schema type) {
    if (type instanceof ListSchema) {
      text.plain("[").stop().plain("]");
    } else if (type instanceof ObjectSchema || type instanceof MapSchema) {
      text.plain("{").stop().plain("}");
    } else {
      scalar(type);
    }
  }

  private void scalar(@Nullable Schema type) {
    List<String> allowed = type instanceof ScalarSchema scalar ? values(scalar) : List.of();
    if (allowed.size() > 1 && allowed.size() <= CHOICES) {
      text.choice(allowed);
    } else {
      text.stop();
    }
  }

  private static List<String> values(ScalarSchema scalar) {
    return scalar.kind() == ScalarSchema.Kind.BOOLEAN
        ? BOOLEANS
        : scalar.allowed().stream().map(YamlScalars::written).toList();
  }

  /** The children that are written along with an object; none in patterns, which demand nothing. */
  private static Map<String, Meaning> children(Meaning meaning) {
    Map<String, Meaning> children = new LinkedHashMap<>();
    if (meaning.dialect() != Dialect.PLAIN) {
      return children;
    }
    for (Schema type : meaning.meant()) {
      if (type instanceof ObjectSchema object) {
        object.fields().stream()
            .filter(field -> !field.deprecated())
            .filter(field -> field.required() || CommonFields.belongs(object, field.name()))
            .sorted(
                Comparator.comparingInt(field -> CommonFields.rank(List.of(object), field.name())))
            .forEach(field -> children.put(field.name(), meaning.under(field.name())));
        return children;
      }
    }
    return children;
  }

  private static @Nullable Schema type(Meaning meaning) {
    List<Schema> meant = meaning.meant();
    return meant.isEmpty() ? null : meant.get(0);
  }

  /** Whether it is an object of which nothing is known. */
  private static boolean isFree(Meaning meaning) {
    return meaning.types().stream().anyMatch(type -> type instanceof AnySchema any && any.merges());
  }
}
