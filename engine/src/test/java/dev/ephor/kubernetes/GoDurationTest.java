package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "-0, 0s",
    "1h, 1h0m0s",
    "90m, 1h30m0s",
    "1.5s, 1.5s",
    "-.5s, -500ms",
    "1.h, 1h0m0s",
    "1h1h, 2h0m0s",
    "1us, 1µs",
    "1500ns, 1.5µs",
    "9223372036s, 2562047h47m16s",
  })
  void readsAndWrites(String text, String written) {
    assertThat(GoDuration.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "00",
        "1",
        "1e3s",
        "s",
        "1d",
        "1h ",
        "9223372037s",
        "1..5s",
        "h1"
      })
  void others(String text) {
    assertThat(GoDuration.parse(text)).isNull();
  }

  @Property
  void itsTextReadsAsItself(@ForAll long nanos) {
    GoDuration duration = new GoDuration(nanos);
    assertThat(GoDuration.parse(duration.toString())).isEqualTo(duration);
  }
}
