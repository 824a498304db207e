package dev.ephor.autogen;

import java.util.List;

/**
 * The names of the rules that Kyverno generates from a written one. It cuts them at the limit of a
 * label's value (Kyverno 1.19).
 */
public final class GeneratedNames {

  /** How the names of all generated rules begin. */
  static final String PREFIX = "autogen-";

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

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
