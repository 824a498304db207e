package dev.ephor.evaluation;

import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.Value;
import org.jspecify.annotations.Nullable;

/** A check that may ask for variables, made ready. */
@FunctionalInterface
interface Check {

  /**
   * Judges.
   *
   * @param variables what there is to ask for
   * @param subject the resource, or the element of it that a loop is about
   * @return null for nothing to say
   */
  @Nullable Judgement judge(RuleVariables variables, Value subject);
}
