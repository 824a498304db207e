package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "100m, 0.1",
    "1Ki, 1024",
    "1.5Gi, 1610612736",
    "1e3, 1000",
    "1E-3, 0.001",
    "1E, 1000000000000000000",
    "+5, 5",
    "-5, -5",
    ".5, 0.5",
    "5., 5",
    "1n, 0.000000001",
    "0.1n, 0.000000001",
    "-0.1n, -0.000000001",
    "9Ei, 9223372036854775807",
    "M, 0",
    "-, 0",
  })
  void amounts(String text, BigDecimal amount) {
    assertThat(Quantity.parse(text).amount()).isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "1x", "1 Gi", "1.2.3", "1ee3", "1e", "--1", "1Kii", "1KI", "0x10"})
  void others(String text) {
    assertThat(Quantity.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1024Mi, 1Gi",
    "1000m, 1",
    "1500m, 1500m",
    "0.5Gi, 512Mi",
    "1000k, 1M",
    "1.5Ki, 1536",
    "100Ki, 100Ki",
    "512, 512",
    "1000e3, 1e6",
    "-1024Mi, -1Gi",
  })
  void canonicalText(String text, String canonical) {
    assertThat(Quantity.parse(text)).hasToString(canonical);
  }

  @Property
  void theOrderIsThatOfTheAmounts(
      @ForAll int left,
      @ForAll int right,
      @ForAll @IntRange(max = 5) int a,
      @ForAll @IntRange(max = 5) int b) {
    String[] units = {"n", "u", "m", "", "k", "M"};
    Quantity one = Quantity.parse(left + units[a]);
    Quantity other = Quantity.parse(right + units[b]);
    BigDecimal first = BigDecimal.valueOf(left).scaleByPowerOfTen(3 * a - 9);
    BigDecimal second = BigDecimal.valueOf(right).scaleByPowerOfTen(3 * b - 9);
    assertThat(Integer.signum(one.compareTo(other))).isEqualTo(first.compareTo(second));
    assertThat(one.equals(other)).isEqualTo(first.compareTo(second) == 0);
    if (one.equals(other)) {
      assertThat(one).hasSameHashCodeAs(other);
    }
  }

  @Property
  void itsTextReadsAsItself(@ForAll long number, @ForAll @IntRange(max = 6) int unit) {
    String[] units = {"", "m", "k", "Ki", "Mi", "e3", "n"};
    Quantity read = Quantity.parse(number + units[unit]);
    assertThat(Quantity.parse(read.toString())).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e2147483647", "1e-2147483647", "1e99999999999999999999"})
  void hugeExponentsAreBounded(String text) {
    Quantity huge = Quantity.parse(text);
    assertThat(huge.compareTo(Quantity.parse("1"))).isEqualTo(text.contains("-") ? -1 : 1);
  }
}
