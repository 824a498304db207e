package dev.ephor.expression.jmespath;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/** A world for tests in which nothing changes. */
final class Settings {

  static final Setting FIXED =
      new Setting(
          Clock.fixed(Instant.parse("2024-02-29T12:30:45Z"), ZoneOffset.UTC),
          new Random(1)::nextInt,
          HostNames.OFFLINE,
          ImageDefaults.STANDARD);

  private Settings() {}
}
