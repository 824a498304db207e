package dev.ephor.rule.variable;

import dev.ephor.context.Facts;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.Question;
import dev.ephor.expression.jmespath.Setting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** What functions of expressions ask of the world, asked when they do. */
final class AskedSetting {

  private AskedSetting() {}

  static Setting of(Facts facts) {
    return new Setting(
        new AskedClock(facts),
        bound -> facts.ask(new Question.Chance()).below(bound),
        host -> facts.ask(new Question.Hosts()).addresses(host),
        ImageDefaults.STANDARD);
  }

  private static final class AskedClock extends Clock {
    private final Facts facts;

    AskedClock(Facts facts) {
      this.facts = facts;
    }

    @Override
    public ZoneId getZone() {
      return clock().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return clock().withZone(zone);
    }

    @Override
    public Instant instant() {
      return clock().instant();
    }

    private Clock clock() {
      return facts.ask(new Question.Time());
    }
  }
}
