package dev.ephor.expression.cel.function;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.Question;
import dev.ephor.context.Randomness;
import dev.ephor.expression.cel.value.CelError;
import dev.ephor.expression.cel.value.CelValues;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.value.Scalar;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Functions that Kyverno has in JMESPath too, computed there: chance and certificates. */
public final class BorrowedLibrary {

  private static final Clock NO_TIME = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final Expression RANDOM = Expression.parse("random(@)");
  private static final Expression CERTIFICATE = Expression.parse("x509_decode(@)");

  /** What {@code random()} makes. */
  private static final String DEFAULT_PATTERN = "[0-9a-z]{8}";

  private static final Library CHANCE =
      new Library(
          "random",
          List.of(
              Overload.asking("random() -> string", (a, world) -> random(DEFAULT_PATTERN, world)),
              Overload.asking(
                  "random(string) -> string", (a, world) -> random((String) a[0], world)),
              Overload.asking(
                  "random.random() -> string", (a, world) -> random(DEFAULT_PATTERN, world)),
              Overload.asking(
                  "random.random(string) -> string", (a, world) -> random((String) a[0], world))));

  private static final Library CERTIFICATES =
      new Library(
          "x509",
          List.of(
              Overload.global(
                  "x509.decode(string) -> dyn",
                  a -> answer(CERTIFICATE, (String) a[0], bound -> 0))));

  private BorrowedLibrary() {}

  public static Library random() {
    return CHANCE;
  }

  public static Library certificates() {
    return CERTIFICATES;
  }

  private static Object random(String pattern, Evaluation world) {
    return answer(RANDOM, pattern, world.facts().ask(new Question.Chance()));
  }

  private static Object answer(Expression expression, String argument, Randomness chance) {
    Setting setting = new Setting(NO_TIME, chance, HostNames.OFFLINE, ImageDefaults.STANDARD);
    Answer answer = expression.evaluate(Scalar.of(argument), setting);
    return answer instanceof Answer.Found found
        ? CelValues.of(found.value().toJava())
        : new CelError(answer.error());
  }
}
