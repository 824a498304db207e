package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.jmespath.Function;
import java.util.List;
import java.util.stream.Collectors;

/** What is shown of functions: signatures, what they do, who has them. */
final class FunctionNotes {

  private FunctionNotes() {}

  /** A function of JMESPath. */
  static String of(Function function) {
    return "```\n"
        + function.signature()
        + "\n```\n"
        + function.note()
        + "\n\n"
        + (function.origin() == Function.Origin.KYVERNO ? "Kyverno" : "JMESPath");
  }

  /** The ways to call a function of CEL. */
  static String of(List<Declared> declared) {
    return declared.stream()
            .map(one -> one.overload().id())
            .collect(Collectors.joining("\n", "```\n", "\n```\n"))
        + "library "
        + declared.get(0).library();
  }

  /** A macro of CEL. */
  static String of(CelMacro macro) {
    return "```\n" + macro.signature() + "\n```\n" + macro.note();
  }
}
