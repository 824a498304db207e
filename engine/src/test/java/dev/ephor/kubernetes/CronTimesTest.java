package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTimesTest {

  /** 2026-11-28 is a Saturday. */
  private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-28T12:00:30Z[UTC]");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *            | 2026-11-28T12:01Z[UTC]",
        "0 12 * * *           | 2026-11-29T12:00Z[UTC]",
        "*/20 * * * *         | 2026-11-28T12:20Z[UTC]",
        "5-10/5 3 * * *       | 2026-11-29T03:05Z[UTC]",
        "0 0 1 JAN *          | 2027-01-01T00:00Z[UTC]",
        "0 0 29 2 *           | 2028-02-29T00:00Z[UTC]",
        "0 6 * * mon-fri      | 2026-11-30T06:00Z[UTC]",
        "0 6 13 * fri         | 2026-12-04T06:00Z[UTC]",
        "@weekly              | 2026-11-29T00:00Z[UTC]",
        "@hourly              | 2026-11-28T13:00Z[UTC]",
        "@every 1h30m         | 2026-11-28T13:30:30Z[UTC]",
        "CRON_TZ=Asia/Tokyo 0 0 * * * | 2026-11-29T00:00+09:00[Asia/Tokyo]"
      })
  void theNextTime(String expression, String expected) {
    assertThat(CronTimes.next(expression, NOW)).contains(ZonedDateTime.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 0 31 2 *", "often", "61 * * * *"})
  void noTime(String expression) {
    assertThat(CronTimes.next(expression, NOW)).isEmpty();
  }
}
