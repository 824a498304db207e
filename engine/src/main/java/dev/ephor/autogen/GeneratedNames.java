package dev.ephor.autogen;

import java.util.List;

/** The names of rules that auto-generation makes, and of the rules that they are made of. */
public final class GeneratedNames {

  private static final String CONTROLLERS = "autogen-";
  private static final String CRON_JOBS = "autogen-cronjob-";

  /** Kyverno cuts the names of generated rules here, the limit of a label's value. */
  private static final int LONGEST = 63;

  private GeneratedNames() {}

  /** The name of the rule for pod controllers that is made of a rule. */
  public static String forControllers(String rule) {
    return cut(CONTROLLERS + rule);
  }

  /** The name of the rule for cron jobs that is made of a rule. */
  public static String forCronJobs(String rule) {
    return cut(CRON_JOBS + rule);
  }

  /** The names of all rules that may be made of a rule. */
  public static List<String> of(String rule) {
    return List.of(forControllers(rule), forCronJobs(rule));
  }

  /** Whether a name is one that auto-generation gives. */
  public static boolean isGenerated(String name) {
    return name.startsWith(CONTROLLERS);
  }

  /**
   * The part of a name that is the written rule's; all of it where it is none that is generated.
   */
  public static String written(String name) {
    for (String start : List.of(CRON_JOBS, CONTROLLERS)) {
      if (name.startsWith(start)) {
        return name.substring(start.length());
      }
    }
    return name;
  }

  /**
   * Whether a reported name is that of a written rule, or of a rule that auto-generation made of it
   * for pod controllers or cron jobs. Kyverno 1.19: its test command compares so, without the cut.
   */
  public static boolean spokeFor(String written, String reported) {
    return reported.equals(written)
        || reported.equals(CONTROLLERS + written)
        || reported.equals(CRON_JOBS + written);
  }

  private static String cut(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
  }
}
