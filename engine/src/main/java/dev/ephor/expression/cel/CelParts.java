package dev.ephor.expression.cel;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.text.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the parts of an expression stand: found by the sign at which the compiler has them. */
final class CelParts {

  private final String text;
  private final Map<Integer, CelPart> bySign = new HashMap<>();

  CelParts(String text) {
    this.text = text;
    Deque<CelPart> open = new ArrayDeque<>();
    open.push(CelSyntax.parse(text));
    while (!open.isEmpty()) {
      CelPart part = open.pop();
      note(part);
      part.children().forEach(open::push);
    }
  }

  private void note(CelPart part) {
    if (part instanceof CelPart.Member member) {
      at(member.nameSpan().start(), part);
      at(before('.', member.nameSpan().start()), part);
    } else if (part instanceof CelPart.Item item) {
      at(text.indexOf('[', item.target().span().end()), part);
    } else if (part instanceof CelPart.Call call) {
      at(call.nameSpan().start(), part);
      at(call.brackets().start(), part);
    } else if (part instanceof CelPart.Operation operation) {
      at(operation.sign().start(), part);
    } else if (!(part instanceof CelPart.Missing)) {
      at(part.span().start(), part);
    }
  }

  private int before(char sign, int offset) {
    return text.lastIndexOf(sign, offset);
  }

  private void at(int offset, CelPart part) {
    if (offset >= 0) {
      bySign.putIfAbsent(offset, part);
    }
  }

  /** The part whose sign stands at an offset; null for none. */
  @Nullable Span at(int offset) {
    CelPart part = bySign.get(offset);
    return part == null ? null : part.span();
  }
}
