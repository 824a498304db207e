package dev.ephor.expression.jmespath;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of DER: a tag and its content. Knows as much of the encoding as certificates need.
 *
 * @param tag the whole first byte: class, form and number
 * @param all the bytes of the element, with tag and length
 * @param content the bytes after the length
 */
record Der(int tag, byte[] all, byte[] content) {

  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0c;
  static final int PRINTABLE_STRING = 0x13;
  static final int TELETEX_STRING = 0x14;
  static final int IA5_STRING = 0x16;
  static final int UTC_TIME = 0x17;
  static final int BMP_STRING = 0x1e;
  static final int SEQUENCE = 0x30;

  /** Bytes that are not DER, or not of the expected kind. */
  static final class Malformed extends Exception {
    Malformed(String what) {
      super("x509: malformed " + what);
    }
  }

  /** The elements that stand one after another. */
  static List<Der> sequence(byte[] bytes, String what) throws Malformed {
    List<Der> elements = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      if (at + 2 > bytes.length || (bytes[at] & 0x1f) == 0x1f) {
        throw new Malformed(what);
      }
      int start = at;
      int length = bytes[at + 1] & 0xff;
      at += 2;
      if (length > 0x80) {
        int size = length & 0x7f;
        if (size > 3 || at + size > bytes.length) {
          throw new Malformed(what);
        }
        length = 0;
        for (int i = 0; i < size; i++) {
          length = length << 8 | (bytes[at++] & 0xff);
        }
      } else if (length == 0x80) {
        throw new Malformed(what);
      }
      if (at + length > bytes.length) {
        throw new Malformed(what);
      }
      byte[] all = Arrays.copyOfRange(bytes, start, at + length);
      elements.add(new Der(bytes[start] & 0xff, all, Arrays.copyOfRange(bytes, at, at + length)));
      at += length;
    }
    return elements;
  }

  /** The elements inside this one, which must have a tag. */
  List<Der> inside(int wanted, String what) throws Malformed {
    return sequence(expect(wanted, what).content, what);
  }

  Der expect(int wanted, String what) throws Malformed {
    if (tag != wanted) {
      throw new Malformed(what);
    }
    return this;
  }

  BigInteger integer() {
    return content.length == 0 ? BigInteger.ZERO : new BigInteger(content);
  }

  /** The whole bytes of a bit string, with the unused bits moved to the front. */
  byte[] bits(String what) throws Malformed {
    expect(BIT_STRING, what);
    if (content.length == 0 || content[0] < 0 || content[0] > 7) {
      throw new Malformed(what);
    }
    byte[] bits = Arrays.copyOfRange(content, 1, content.length);
    if (content[0] == 0) {
      return bits;
    }
    byte[] shifted = new BigInteger(1, bits).shiftRight(content[0]).toByteArray();
    byte[] aligned = new byte[bits.length];
    int length = Math.min(shifted.length, aligned.length);
    System.arraycopy(shifted, shifted.length - length, aligned, aligned.length - length, length);
    return aligned;
  }

  /** The numbers of an object identifier. */
  List<Long> identifier(String what) throws Malformed {
    expect(OBJECT_IDENTIFIER, what);
    List<Long> numbers = new ArrayList<>();
    long number = 0;
    for (byte b : content) {
      number = number << 7 | (b & 0x7f);
      if (b >= 0) {
        if (numbers.isEmpty()) {
          long first = Math.min(number / 40, 2);
          numbers.add(first);
          number -= first * 40;
        }
        numbers.add(number);
        number = 0;
      }
    }
    return numbers;
  }

  /** The text of any of the kinds of strings. */
  String text() {
    return switch (tag) {
      case BMP_STRING -> new String(content, StandardCharsets.UTF_16BE);
      case TELETEX_STRING -> new String(content, StandardCharsets.ISO_8859_1);
      default -> new String(content, StandardCharsets.UTF_8);
    };
  }
}
