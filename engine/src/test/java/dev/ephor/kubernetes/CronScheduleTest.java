package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "*/5 0-6,12 1 jan-Mar MON-fri",
        "? ? ? ? ?",
        "5/15 * * * 0",
        "1,,2 *-3 * * *",
        "0 0 31 12 6",
        "@daily",
        "@every 1h30m",
        "TZ=Europe/Berlin 0 6 * * ?",
        "CRON_TZ=UTC @hourly",
        "  0   0 * * *  "
      })
  void isRead(String expression) {
    assertThat(CronSchedule.problem(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | it is empty",
        "* * * * | it has 4 fields and needs 5: minute, hour, day of month, month, day of week",
        "0 0 0 * * * | it has 6 fields and needs 5: minute, hour, day of month, month, day of week",
        "60 * * * * | 60 is no minute, which is 0 to 59",
        "* 24 * * * | 24 is no hour, which is 0 to 23",
        "* * 0 * * | 0 is no day of month, which is 1 to 31",
        "* * * 13 * | 13 is no month, which is 1 to 12",
        "* * * * 7 | 7 is no day of week, which is 0 to 6",
        "* * * * someday | someday is not a number",
        "5-1 * * * * | 5-1 begins after its end",
        "*/0 * * * * | */0 goes on by nothing",
        "1-2-3 * * * * | 1-2-3 has too many hyphens",
        "1/2/3 * * * * | 1/2/3 has too many slashes",
        "-1 * * * * | a part that is empty is not a number",
        "@every tuesday | tuesday is not a duration such as 1h30m",
        "TZ=Nowhere * * * * * | there is no time zone Nowhere"
      })
  void isRefused(String expression, String problem) {
    assertThat(CronSchedule.problem(expression)).contains(problem);
  }
}
