package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.cel.syntax.CelPart;
import dev.ephor.expression.cel.syntax.CelSyntax;
import dev.ephor.ide.hover.Hover;
import dev.ephor.policy.meaning.CelScope;
import dev.ephor.policy.meaning.CelShape;
import dev.ephor.policy.meaning.CelTyping;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.workspace.Snapshot;
import java.util.List;
import java.util.Optional;

/** What the word at a place of an expression in CEL means. */
final class CelHover {

  private CelHover() {}

  static Optional<Hover> at(ExpressionPlace place, Snapshot snapshot) {
    CelScope scope = CelScope.of(place.path(), snapshot.schemas());
    CelPart root = CelSyntax.parse(place.text());
    CelTyping typing =
        CelTyping.of(root, scope.vocabulary(), snapshot.schemas(), scope.variables());
    CelTree.Found found = CelTree.at(root, place.word());
    return text(found, scope, typing).map(said -> new Hover(place.inFile(found.nameSpan()), said));
  }

  private static Optional<String> text(CelTree.Found found, CelScope scope, CelTyping typing) {
    CelPart part = found.part();
    if (part instanceof CelPart.Call call) {
      CelMacro macro = CelTyping.macro(call);
      if (macro != null) {
        return Optional.of(FunctionNotes.of(macro));
      }
      List<Declared> meant = typing.meant(call);
      return meant.isEmpty() ? Optional.empty() : Optional.of(FunctionNotes.of(meant));
    } else if (part instanceof CelPart.Name name) {
      CelShape shape = typing.shape(name);
      boolean known = typing.scope(name).containsKey(name.name());
      return known ? Optional.of(CelNotes.variable(name.name(), shape)) : Optional.empty();
    } else if (part instanceof CelPart.Member member) {
      return field(found.name(), typing.shape(member));
    } else if (part instanceof CelPart.Made made && !found.name().isEmpty()) {
      Meaning field = CelCompletion.madeType(scope, made.type()).under(found.name());
      return field(found.name(), CelShape.of(field));
    }
    return Optional.empty();
  }

  private static Optional<String> field(String name, CelShape shape) {
    CelShape held = shape instanceof CelShape.OptionalOf optional ? optional.of() : shape;
    Optional<String> described =
        held instanceof CelShape.Data data ? Descriptions.of(data.meaning()) : Optional.empty();
    return described.or(
        () ->
            held.isUnknown()
                ? Optional.empty()
                : Optional.of("**" + name + "** `" + shape.label() + "`"));
  }
}
