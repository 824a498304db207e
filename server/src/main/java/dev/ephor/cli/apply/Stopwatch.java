package dev.ephor.cli.apply;

import java.util.Locale;

/** Notes how long each part of a run takes. */
final class Stopwatch {

  private final StringBuilder laps = new StringBuilder();
  private long last = System.nanoTime();

  /** Ends a part. */
  void lap(String part) {
    long now = System.nanoTime();
    laps.append(laps.length() == 0 ? "" : ", ")
        .append(String.format(Locale.ROOT, "%s %.3f s", part, (now - last) / 1e9));
    last = now;
  }

  /** All parts in a line. */
  String told(int resources, int policies) {
    return "performance: " + resources + " resources, " + policies + " policies; " + laps;
  }
}
