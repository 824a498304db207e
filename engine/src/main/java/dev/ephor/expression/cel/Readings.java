package dev.ephor.expression.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelText;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a part of an expression reads of its input: paths such as {@code object.spec.replicas}. */
final class Readings {

  /** Longer values are cut. */
  private static final int LONGEST = 60;

  private static final int MOST = 4;

  private static final Set<String> INDICES = Set.of("_[_]", "_[?_]", "_?._");

  /** Gives the values of parts. */
  interface Evaluator {
    Object value(CelExpr part);

    Node node(CelExpr part);

    /** Where the item of a loop stands; null where it stands nowhere. */
    @Nullable Place itemPlace(int slot);
  }

  private final Evaluator evaluator;
  private final List<CelReason.Seen> seen = new ArrayList<>();
  private @Nullable Place place;

  Readings(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  List<CelReason.Seen> seen() {
    return seen;
  }

  /** Where the first of them stands; null where none has a place. */
  @Nullable Place place() {
    return place;
  }

  /** The name in {@code variables.<name>}; null where a part is something else. */
  static @Nullable String variable(CelExpr part) {
    return part.exprKind().getKind() == Kind.SELECT
            && !part.select().testOnly()
            && part.select().operand().exprKind().getKind() == Kind.IDENT
            && part.select().operand().ident().name().equals("variables")
        ? part.select().field()
        : null;
  }

  void collect(CelExpr part) {
    String path = path(part);
    if (path != null) {
      read(part, path);
      return;
    }
    switch (part.exprKind().getKind()) {
      case SELECT -> collect(part.select().operand());
      case CALL -> {
        part.call().target().ifPresent(this::collect);
        if (!part.call().function().equals("orValue")) {
          part.call().args().forEach(this::collect);
        }
      }
      case LIST -> part.list().elements().forEach(this::collect);
      case COMPREHENSION -> collect(part.comprehension().iterRange());
      default -> {}
    }
  }

  private void read(CelExpr part, String path) {
    if (part.exprKind().getKind() == Kind.IDENT
        && evaluator.node(part) instanceof AccessNodes.Constant) {
      return;
    }
    Object value = present(part);
    String text = value == null ? null : text(value);
    CelReason.Seen reading = new CelReason.Seen(path, text);
    if (seen.size() < MOST && !seen.contains(reading)) {
      seen.add(reading);
    }
    if (place == null) {
      place = placeOf(part);
    }
  }

  /** The value of a path, null where there is none. */
  private @Nullable Object present(CelExpr part) {
    Object value =
        part.exprKind().getKind() == Kind.SELECT && part.select().testOnly()
            ? AccessNodes.qualify(evaluator.value(part.select().operand()), part.select().field())
            : evaluator.value(part);
    if (value instanceof Optional<?> optional) {
      value = optional.isPresent() ? optional.get() : null;
    }
    return value instanceof CelError ? null : value;
  }

  private static String text(Object value) {
    String text = value instanceof String string ? "'" + string + "'" : CelText.of(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  /** A path as it is written; null for what is none. */
  private static @Nullable String path(CelExpr part) {
    return switch (part.exprKind().getKind()) {
      case IDENT -> part.ident().name();
      case SELECT -> {
        String operand = path(part.select().operand());
        yield operand == null ? null : operand + "." + part.select().field();
      }
      case CALL -> {
        CelExpr.CelCall call = part.call();
        String target = INDICES.contains(call.function()) ? path(call.args().get(0)) : null;
        yield target == null || call.args().get(1).exprKind().getKind() != Kind.CONSTANT
            ? null
            : target + segment(call.function(), call.args().get(1).constant());
      }
      default -> null;
    };
  }

  private static String segment(String function, CelConstant key) {
    String text =
        key.getKind() == CelConstant.Kind.STRING_VALUE
            ? key.stringValue()
            : String.valueOf(
                key.getKind() == CelConstant.Kind.INT64_VALUE ? key.int64Value() : "…");
    if (function.equals("_?._")) {
      return ".?" + text;
    }
    boolean quoted = key.getKind() == CelConstant.Kind.STRING_VALUE;
    return (function.equals("_[?_]") ? "[?" : "[") + (quoted ? "'" + text + "'" : text) + "]";
  }

  private @Nullable Place placeOf(CelExpr part) {
    return switch (part.exprKind().getKind()) {
      case IDENT -> {
        Place item =
            evaluator.node(part) instanceof AccessNodes.Slot slot
                ? evaluator.itemPlace(slot.index())
                : null;
        yield item == null && evaluator.value(part) instanceof Value value ? place(value) : item;
      }
      case SELECT -> placeUnder(part.select().operand(), part.select().field());
      case CALL ->
          INDICES.contains(part.call().function())
              ? placeUnder(part.call().args().get(0), evaluator.value(part.call().args().get(1)))
              : null;
      default -> null;
    };
  }

  private @Nullable Place placeUnder(CelExpr operand, Object key) {
    Object target = evaluator.value(operand);
    if (target instanceof Optional<?> optional && optional.isPresent()) {
      target = optional.get();
    }
    Place found = target instanceof Value ? placeUnder(target, key) : null;
    return found != null ? found : placeOf(operand);
  }

  /** Where the value under a key stands, or else what should have it; null where neither does. */
  static @Nullable Place placeUnder(Object target, Object key) {
    if (target instanceof MapValue map) {
      Value child = key instanceof String name ? map.child(name) : null;
      return child == null ? map.place(Place.Part.KEY) : place(child);
    } else if (target instanceof ListValue list) {
      return key instanceof Long index && index >= 0 && index < list.size()
          ? place(list.at((int) (long) index))
          : list.place(Place.Part.KEY);
    }
    return null;
  }

  /** A scalar is shown as such, anything larger at what introduces it. */
  static Place place(Value value) {
    return value.place(value instanceof Scalar ? Place.Part.VALUE : Place.Part.KEY);
  }
}
