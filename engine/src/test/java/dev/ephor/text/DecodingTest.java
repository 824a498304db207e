package dev.ephor.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DecodingTest {

  @Test
  void utf8WithAndWithoutAMark() {
    assertThat(Decoding.of(bytes(0x61, 0xC3, 0xA9)).text()).isEqualTo("aé");
    Decoding marked = Decoding.of(bytes(0xEF, 0xBB, 0xBF, 0x61));
    assertThat(marked.text()).isEqualTo("a");
    assertThat(marked.byteOrderMark()).isTrue();
    assertThat(marked.isClean()).isTrue();
    assertThat(Decoding.of(new byte[0]).text()).isEmpty();
  }

  @Test
  void utf16ByItsMark() {
    Decoding big = Decoding.of(bytes(0xFE, 0xFF, 0x00, 0x61, 0xD8, 0x3D, 0xDE, 0x00));
    assertThat(big.text()).isEqualTo("a😀");
    assertThat(big.charset()).isEqualTo(StandardCharsets.UTF_16BE);
    Decoding little = Decoding.of(bytes(0xFF, 0xFE, 0x61, 0x00));
    assertThat(little.text()).isEqualTo("a");
    assertThat(little.charset()).isEqualTo(StandardCharsets.UTF_16LE);
  }

  @Test
  void eachMalformedSequenceIsOneReplacementWithItsPlace() {
    Decoding decoding = Decoding.of(bytes(0x61, 0xFF, 0x62, 0xE2, 0x82, 0x63, 0xF0));
    assertThat(decoding.text()).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(decoding.malformed())
        .containsExactly(new Span(1, 2), new Span(3, 4), new Span(5, 6));
    assertThat(decoding.isClean()).isFalse();
    assertThat(Decoding.of(bytes(0xFE, 0xFF, 0x00, 0x61, 0x00)).text()).isEqualTo("a\uFFFD");
  }

  @Test
  void aBinaryFileIsCountedNotListed() {
    byte[] binary = new byte[5_000];
    Arrays.fill(binary, (byte) 0xFF);
    binary[0] = 0;
    Decoding decoding = Decoding.of(binary);
    assertThat(decoding.malformedCount()).isEqualTo(4_999);
    assertThat(decoding.malformed()).hasSize(Decoding.MAX_PLACES);
    assertThat(decoding.text()).hasSize(5_000);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
