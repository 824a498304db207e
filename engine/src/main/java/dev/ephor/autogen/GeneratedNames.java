package dev.ephor.autogen;

import java.util.List;

/**
 * The names of the rules that Kyverno generates from a written one. It cuts them at the limit of a
 * label's value (Kyverno 1.19).
 */
public final class GeneratedNames {

  private static final String PREFIX = "autogen-";
  private static final String CRON_JOB_PREFIX = "autogen-cronjob-";
  private static final int LONGEST = 63;

  private GeneratedNames() {}

  /** Both names that rules generated from a written one may have: for controllers, cron jobs. */
  public static List<String> of(String written) {
    return List.of(forControllers(written), forCronJobs(written));
  }

  static String forControllers(String written) {
    return cut(PREFIX + written);
  }

  static String forCronJobs(String written) {
    return cut(CRON_JOB_PREFIX + written);
  }

  /** Whether a name is one that generated rules have. */
  public static boolean isGenerated(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * The name of the rule that one with this name is generated from; its own where it is written.
   */
  public static String written(String name) {
    for (String prefix : List.of(CRON_JOB_PREFIX, PREFIX)) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
