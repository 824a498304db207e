package dev.ephor.expression.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelNull;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what was heard of an evaluation what a person wants to read: chains of one operator are
 * one part, paths are read as a whole, and of a loop the turns are told without its machinery.
 */
final class CelStory {

  private static final Set<String> CHAINS = Set.of("_&&_", "_||_");
  private static final Set<String> INDICES = Set.of("_[_]", "_[?_]", "_?._");

  private final String text;
  private final CelAbstractSyntaxTree tree;
  private final CelParts parts;
  private final Map<String, Place> items = new HashMap<>();
  private final Map<Long, Boolean> asking = new HashMap<>();

  CelStory(String text, CelAbstractSyntaxTree tree, CelParts parts) {
    this.text = text;
    this.tree = tree;
    this.parts = parts;
  }

  CelStep of(CelLog.Entry entry) {
    CelExpr part = entry.part;
    List<CelStep> told = new ArrayList<>();
    if (part.exprKind().getKind() == Kind.COMPREHENSION) {
      told.addAll(ofLoop(entry));
    } else if (isChain(part)) {
      for (CelLog.Entry operand : entry.parts) {
        addChained(operand, part.call().function(), told);
      }
    } else {
      entry.parts.stream().filter(inner -> !isPath(part)).map(this::of).forEach(told::add);
    }
    Span span = span(part);
    String label = span == null ? name(part) : text.substring(span.start(), span.end());
    return step(label, span, entry.value, place(entry), told, entry.cut);
  }

  private static CelStep step(
      String label,
      @Nullable Span span,
      @Nullable Object value,
      @Nullable Place place,
      List<CelStep> told,
      int cut) {
    Object known = value == null ? CelNull.NULL : value;
    return known instanceof CelError error
        ? new CelStep(label, span, error.message(), true, place, told, cut)
        : new CelStep(label, span, known, false, place, told, cut);
  }

  private static boolean isChain(CelExpr part) {
    return part.exprKind().getKind() == Kind.CALL && CHAINS.contains(part.call().function());
  }

  private void addChained(CelLog.Entry entry, String operator, List<CelStep> told) {
    if (isChain(entry.part) && entry.part.call().function().equals(operator)) {
      entry.parts.forEach(inner -> addChained(inner, operator, told));
    } else {
      told.add(of(entry));
    }
  }

  /** A path is a name with fields and constant keys. */
  private static boolean isPath(CelExpr part) {
    return switch (part.exprKind().getKind()) {
      case IDENT -> true;
      case SELECT -> isPath(part.select().operand());
      case CALL ->
          INDICES.contains(part.call().function())
              && isPath(part.call().args().get(0))
              && part.call().args().get(1).exprKind().getKind() == Kind.CONSTANT;
      default -> false;
    };
  }

  private List<CelStep> ofLoop(CelLog.Entry loop) {
    CelExpr.CelComprehension written = loop.part.comprehension();
    List<CelStep> told = new ArrayList<>();
    Object range = null;
    for (CelLog.Entry inner : loop.parts) {
      if (inner.turn >= 0) {
        told.add(ofTurn(inner, written, range, sign(loop.part)));
      } else if (inner.part.id() == written.iterRange().id()) {
        range = inner.value;
        told.add(of(inner));
      }
    }
    return told;
  }

  private CelStep ofTurn(
      CelLog.Entry turn, CelExpr.CelComprehension loop, @Nullable Object range, int sign) {
    int number = turn.turn;
    String name = loop.iterVar2().isEmpty() ? loop.iterVar() : loop.iterVar2();
    Place place = place(range, turn.item, number);
    Place outer = place == null ? items.remove(name) : items.put(name, place);
    List<CelStep> told = new ArrayList<>();
    bodies(turn, loop.accuVar(), sign, told);
    if (outer == null) {
      items.remove(name);
    } else {
      items.put(name, outer);
    }
    String label = name + " #" + number;
    if (told.size() == 1) {
      CelStep body = told.get(0);
      return new CelStep(
          label + ": " + body.label(),
          body.within(),
          body.value(),
          body.failed(),
          body.place() == null ? place : body.place(),
          body.parts(),
          body.cut());
    }
    Object value = turn.item == null ? CelNull.NULL : turn.item;
    return new CelStep(label, null, value, false, place, told, 0);
  }

  private static @Nullable Place place(@Nullable Object range, @Nullable Object item, int number) {
    if (range instanceof ListValue list && number < list.size()) {
      return Readings.place(list.at(number));
    }
    return range instanceof Map<?, ?> map && item != null ? Readings.placeUnder(map, item) : null;
  }

  /**
   * What a turn evaluates of the text: the parts that do not ask what was accumulated, and are not
   * made by the macro itself.
   */
  private void bodies(CelLog.Entry entry, String accumulator, int sign, List<CelStep> told) {
    for (CelLog.Entry inner : entry.parts) {
      boolean made = inner.part.exprKind().getKind() == Kind.LIST && sign == sign(inner.part);
      if (!made && !asks(inner.part, accumulator)) {
        told.add(of(inner));
      } else if (inner.part.exprKind().getKind() != Kind.IDENT) {
        bodies(inner, accumulator, sign, told);
      }
    }
  }

  /** Where the compiler has a part; -1 where nowhere. */
  private int sign(CelExpr part) {
    return tree.getSource().getPositionsMap().getOrDefault(part.id(), -1);
  }

  private boolean asks(CelExpr part, String name) {
    return asking.computeIfAbsent(
        part.id(),
        id ->
            Subexpressions.of(part).stream()
                .anyMatch(
                    each ->
                        each.exprKind().getKind() == Kind.IDENT
                            && each.ident().name().equals(name)));
  }

  private @Nullable Span span(CelExpr part) {
    if (isChain(part) && part.id() == tree.getExpr().id()) {
      return new Span(0, text.length());
    }
    int offset = sign(part);
    return offset < 0 ? null : parts.at(text.offsetByCodePoints(0, offset));
  }

  private static String name(CelExpr part) {
    return switch (part.exprKind().getKind()) {
      case IDENT -> part.ident().name();
      case SELECT -> name(part.select().operand()) + "." + part.select().field();
      case CALL -> part.call().function();
      default -> "…";
    };
  }

  private @Nullable Place place(CelLog.Entry entry) {
    CelExpr part = entry.part;
    if (part.exprKind().getKind() == Kind.IDENT) {
      Place item = items.get(part.ident().name());
      return item == null && entry.value instanceof Value value ? Readings.place(value) : item;
    } else if (part.exprKind().getKind() == Kind.SELECT && !entry.parts.isEmpty()) {
      return under(entry.parts.get(0), part.select().field());
    } else if (part.exprKind().getKind() == Kind.CALL
        && INDICES.contains(part.call().function())
        && !entry.parts.isEmpty()) {
      return under(entry.parts.get(0), key(entry, part));
    }
    return null;
  }

  private static Object key(CelLog.Entry entry, CelExpr part) {
    CelExpr key = part.call().args().get(1);
    if (key.exprKind().getKind() == Kind.CONSTANT) {
      return switch (key.constant().getKind()) {
        case STRING_VALUE -> key.constant().stringValue();
        case INT64_VALUE -> key.constant().int64Value();
        default -> "";
      };
    }
    Object value = entry.parts.size() > 1 ? entry.parts.get(1).value : null;
    return value == null ? "" : value;
  }

  private @Nullable Place under(CelLog.Entry operand, Object key) {
    Object target = operand.value;
    if (target instanceof Optional<?> optional && optional.isPresent()) {
      target = optional.get();
    }
    Place found = target instanceof Value ? Readings.placeUnder(target, key) : null;
    return found == null ? place(operand) : found;
  }
}
