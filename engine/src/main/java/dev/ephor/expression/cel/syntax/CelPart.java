package dev.ephor.expression.cel.syntax;

import dev.ephor.expression.Trees;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of an expression as it is written; macros are calls like others. */
public sealed interface CelPart {

  Span span();

  /** The parts under this one, in the order of the text. */
  default List<CelPart> children() {
    return List.of();
  }

  /** How many parts stand on the longest way down, this one included; found without recursion. */
  default int height() {
    return Trees.height(this, CelPart::children);
  }

  /** A name that stands alone or begins a chain. */
  record Name(String name, Span span) implements CelPart {}

  /**
   * A literal.
   *
   * @param type {@code string}, {@code bytes}, {@code int}, {@code uint}, {@code double}, {@code
   *     bool} or {@code null}
   * @param content of texts what is between the quotes, otherwise as written
   * @param closed false for a text whose closing quote is not there yet
   */
  record Constant(String type, String content, boolean closed, Span span) implements CelPart {}

  /**
   * {@code target.name} or {@code target.?name}.
   *
   * @param name empty where it is not typed yet
   */
  record Member(CelPart target, String name, Span nameSpan, boolean optional, Span span)
      implements CelPart {
    @Override
    public List<CelPart> children() {
      return List.of(target);
    }
  }

  /** {@code target[key]} or {@code target[?key]}. */
  record Item(CelPart target, CelPart key, boolean optional, Span span) implements CelPart {
    @Override
    public List<CelPart> children() {
      return List.of(target, key);
    }
  }

  /**
   * {@code name(arguments)} or {@code target.name(arguments)}.
   *
   * @param brackets from the opening bracket to the end of the closing one, or of the text
   */
  record Call(
      @Nullable CelPart target,
      String name,
      Span nameSpan,
      List<CelPart> arguments,
      Span brackets,
      Span span)
      implements CelPart {
    @Override
    public List<CelPart> children() {
      List<CelPart> parts = new ArrayList<>();
      if (target != null) {
        parts.add(target);
      }
      parts.addAll(arguments);
      return parts;
    }
  }

  /** {@code [a, b]}. */
  record Listed(List<CelPart> items, Span span) implements CelPart {
    @Override
    public List<CelPart> children() {
      return items;
    }
  }

  /** {@code {key: value}}. */
  record Mapped(List<Entry> entries, Span span) implements CelPart {
    @Override
    public List<CelPart> children() {
      List<CelPart> parts = new ArrayList<>();
      for (Entry entry : entries) {
        parts.add(entry.key());
        parts.add(entry.value());
      }
      return parts;
    }
  }

  /** An entry of a map. */
  record Entry(CelPart key, CelPart value) {}

  /**
   * {@code Type{field: value}}.
   *
   * @param type with its dots
   */
  record Made(String type, Span typeSpan, List<Assigned> fields, Span span) implements CelPart {
    @Override
    public List<CelPart> children() {
      return fields.stream().map(Assigned::value).toList();
    }
  }

  /** A field of a made object. */
  record Assigned(String name, Span nameSpan, CelPart value) {}

  /**
   * An operator and its operands: one, two, or three for {@code a ? b : c}.
   *
   * @param sign where the operator stands
   */
  record Operation(String operator, Span sign, List<CelPart> operands, Span span)
      implements CelPart {
    @Override
    public List<CelPart> children() {
      return operands;
    }
  }

  /** The place of something that is not there. */
  record Missing(Span span) implements CelPart {}
}
