package dev.ephor.ide.expression;

import dev.ephor.expression.cel.CelExamples;
import dev.ephor.expression.cel.CelMacro;
import dev.ephor.expression.cel.CelVocabulary.Declared;
import dev.ephor.expression.jmespath.Function;
import dev.ephor.expression.jmespath.FunctionExamples;
import java.util.List;
import java.util.stream.Collectors;

/** What is shown of functions: signatures, what they do, who has them. */
final class FunctionNotes {

  private FunctionNotes() {}

  /** A function of JMESPath. */
  static String of(Function function) {
    return code(function.signature()) + about(function);
  }

  /** What a function of JMESPath does, and who has it. */
  static String about(Function function) {
    boolean kyverno = function.origin() == Function.Origin.KYVERNO;
    return function.note()
        + FunctionExamples.of(function.name())
            .map(one -> example(one.expression(), one.answer()))
            .orElse("")
        + "\n\n"
        + (kyverno ? "Kyverno's JMESPath" : "JMESPath");
  }

  /** The ways to call a function of CEL. */
  static String of(List<Declared> declared) {
    return code(declared.stream().map(one -> one.overload().id()).collect(Collectors.joining("\n")))
        + about(declared.get(0));
  }

  /** What a function of CEL does, and the library that has it. */
  static String about(Declared declared) {
    return CelExamples.of(declared.overload())
            .map(one -> one.note() + example(one.expression(), one.value()) + "\n\n")
            .orElse("")
        + "library "
        + declared.library();
  }

  /** A macro of CEL. */
  static String of(CelMacro macro) {
    return code(macro.signature()) + macro.note();
  }

  private static String example(String expression, String answer) {
    return "\n\n`" + expression + "`" + (answer.isEmpty() ? "" : " → `" + answer + "`");
  }

  private static String code(String signature) {
    return "```\n" + signature + "\n```\n";
  }
}
