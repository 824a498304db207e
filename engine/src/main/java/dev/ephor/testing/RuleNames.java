package dev.ephor.testing;

/** How a rule's name in an expectation meets the names that rules report. */
final class RuleNames {

  private RuleNames() {}

  /**
   * Whether a reported name is that of a written rule, or of a rule that auto-generation made of it
   * for pod controllers or cron jobs.
   */
  static boolean spokeFor(String written, String reported) {
    return reported.equals(written)
        || reported.equals("autogen-" + written)
        || reported.equals("autogen-cronjob-" + written);
  }
}
