package dev.ephor.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a file read as text. YAML 1.2.2 §5.2: UTF-8 unless a byte order mark says UTF-16.
 * Reading never fails: each malformed sequence becomes one replacement character (U+FFFD).
 *
 * @param text the text, without its byte order mark
 * @param charset how it was written
 * @param byteOrderMark whether the file began with a byte order mark
 * @param malformed the places of replacement characters in the text, the first {@value #MAX_PLACES}
 *     of them
 * @param malformedCount how many malformed sequences there were in all
 */
public record Decoding(
    String text, Charset charset, boolean byteOrderMark, List<Span> malformed, int malformedCount) {

  /** How many malformed sequences are listed with their place; a binary file has thousands. */
  public static final int MAX_PLACES = 100;

  private static final char REPLACEMENT = '\uFFFD';

  public Decoding {
    malformed = List.copyOf(malformed);
  }

  public static Decoding of(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return decode(bytes, 3, StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE);
    }
    return decode(bytes, 0, StandardCharsets.UTF_8);
  }

  /** Whether every byte was understood. */
  public boolean isClean() {
    return malformedCount == 0;
  }

  private static Decoding decode(byte[] bytes, int mark, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
    // No encoding here gives more units than it has bytes, but a lone odd byte gives one.
    CharBuffer out = CharBuffer.allocate(bytes.length - mark + 1);
    List<Span> malformed = new ArrayList<>();
    int count = 0;
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      if (malformed.size() < MAX_PLACES) {
        malformed.add(new Span(out.position(), out.position() + 1));
      }
      count++;
      out.put(REPLACEMENT);
      in.position(in.position() + result.length());
      result = decoder.decode(in, out, true);
    }
    return new Decoding(out.flip().toString(), charset, mark > 0, malformed, count);
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
