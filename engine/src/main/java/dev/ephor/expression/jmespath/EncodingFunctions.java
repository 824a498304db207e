package dev.ephor.expression.jmespath;

import dev.ephor.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Base 64 and hashes, over the bytes of UTF-8. */
final class EncodingFunctions {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private EncodingFunctions() {}

  static Value base64Encode(Invocation call) {
    byte[] bytes = call.string(0).getBytes(StandardCharsets.UTF_8);
    return call.made(Base64.getEncoder().encodeToString(bytes));
  }

  static Value base64Decode(Invocation call) {
    byte[] decoded = decode(call.string(0).getBytes(StandardCharsets.UTF_8));
    return call.made(new String(decoded, StandardCharsets.UTF_8));
  }

  static Value md5(Invocation call) {
    return hash(call, "MD5");
  }

  static Value sha1(Invocation call) {
    return hash(call, "SHA-1");
  }

  static Value sha256(Invocation call) {
    return hash(call, "SHA-256");
  }

  private static Value hash(Invocation call, String algorithm) {
    try {
      byte[] bytes = call.string(0).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance(algorithm).digest(bytes);
      return call.made(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }

  /**
   * Decodes padded base 64; line ends between the digits do not count.
   *
   * @throws Failure that names the byte at which the text goes wrong, as Go does
   */
  static byte[] decode(byte[] source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = 0;
    while (true) {
      int group = 0;
      int digits = 0;
      int padding = -1;
      while (digits < 4 && padding < 0) {
        if (at == source.length) {
          if (digits == 0) {
            return out.toByteArray();
          }
          throw illegal(at - digits);
        }
        int c = source[at++];
        if (c == '\n' || c == '\r') {
          continue;
        }
        int digit = ALPHABET.indexOf(c);
        if (digit >= 0 && c > 0) {
          group = group << 6 | digit;
          digits++;
        } else if (c == '=' && digits >= 2) {
          padding = at;
        } else {
          throw illegal(at - 1);
        }
      }
      if (padding >= 0) {
        ending(source, padding, digits);
      }
      group <<= 6 * (4 - digits);
      for (int i = 0; i < digits - 1; i++) {
        out.write(group >> (16 - 8 * i));
      }
      if (padding >= 0) {
        return out.toByteArray();
      }
    }
  }

  /** After two digits stand two signs of padding, after three one, and then nothing. */
  private static void ending(byte[] source, int from, int digits) {
    int at = skipLineEnds(source, from);
    if (digits == 2) {
      if (at == source.length) {
        throw illegal(at);
      }
      if (source[at] != '=') {
        throw illegal(at - 1);
      }
      at = skipLineEnds(source, at + 1);
    }
    if (at < source.length) {
      throw illegal(at);
    }
  }

  private static int skipLineEnds(byte[] source, int from) {
    int at = from;
    while (at < source.length && (source[at] == '\n' || source[at] == '\r')) {
      at++;
    }
    return at;
  }

  private static Failure illegal(int at) {
    return new Failure("illegal base64 data at input byte " + at);
  }
}
