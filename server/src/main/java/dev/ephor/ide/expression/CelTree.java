package dev.ephor.ide.expression;

import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.policy.meaning.CelShape;
import dev.ephor.policy.meaning.CelTyping;
import dev.ephor.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what of an expression in CEL stands at an offset. */
final class CelTree {

  private CelTree() {}

  /**
   * What stands at an offset.
   *
   * @param part a name, member, call, literal or made object whose name is there; null for none
   * @param name what is written there
   * @param nameSpan where
   * @param above the parts around it, the innermost first
   */
  record Found(@Nullable CelPart part, String name, Span nameSpan, List<CelPart> above) {

    @Nullable CelPart parent() {
      return above.isEmpty() ? null : above.get(0);
    }

    /** What a literal is compared with, also as one of a list's items. */
    CelShape comparedWith(CelTyping typing) {
      CelPart inner = part;
      for (CelPart outer : above) {
        if (outer instanceof CelPart.Operation operation && operation.operands().size() == 2) {
          boolean compares = List.of("==", "!=", "in").contains(operation.operator());
          CelPart left = operation.operands().get(0);
          CelPart other = left == inner ? operation.operands().get(1) : left;
          return compares ? typing.shape(other) : CelShape.Any.ANY;
        }
        if (!(outer instanceof CelPart.Listed)) {
          return CelShape.Any.ANY;
        }
        inner = outer;
      }
      return CelShape.Any.ANY;
    }
  }

  /** The innermost part whose name touches a word. */
  static Found at(CelPart root, Span word) {
    List<CelPart> above = new ArrayList<>();
    CelPart part = root;
    while (part != null) {
      Found here = here(part, word, above);
      if (here != null) {
        return here;
      }
      CelPart next = null;
      for (CelPart child : part.children()) {
        if (touches(child.span(), word)) {
          next = child;
          break;
        }
      }
      above.add(0, part);
      part = next;
    }
    return new Found(null, "", word, above);
  }

  private static @Nullable Found here(CelPart part, Span word, List<CelPart> above) {
    if (part instanceof CelPart.Name name && touches(name.span(), word)) {
      return new Found(part, name.name(), name.span(), above);
    } else if (part instanceof CelPart.Member member && touches(member.nameSpan(), word)) {
      return new Found(part, member.name(), member.nameSpan(), above);
    } else if (part instanceof CelPart.Call call && touches(call.nameSpan(), word)) {
      return new Found(part, call.name(), call.nameSpan(), above);
    } else if (part instanceof CelPart.Constant constant
        && constant.span().start() < word.start()
        && word.end() <= constant.span().end()) {
      return new Found(part, constant.content(), constant.span(), above);
    } else if (part instanceof CelPart.Made made) {
      if (touches(made.typeSpan(), word)) {
        return new Found(part, "", word, above);
      }
      for (CelPart.Assigned field : made.fields()) {
        if (touches(field.nameSpan(), word)) {
          return new Found(part, field.name(), field.nameSpan(), above);
        }
      }
    }
    return null;
  }

  private static boolean touches(Span span, Span word) {
    return span.start() <= word.start() && word.end() <= span.end() && !span.isEmpty();
  }
}
