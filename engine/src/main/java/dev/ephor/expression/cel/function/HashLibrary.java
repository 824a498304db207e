package dev.ephor.expression.cel.function;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Kyverno's digests of texts, under both of their spellings. */
public final class HashLibrary {

  private HashLibrary() {}

  public static Library library() {
    List<Overload> all = new ArrayList<>();
    for (String prefix : new String[] {"", "hash."}) {
      add(all, prefix + "sha1", "SHA-1");
      add(all, prefix + "sha256", "SHA-256");
      add(all, prefix + "md5", "MD5");
    }
    return new Library("hash", all);
  }

  private static void add(List<Overload> all, String function, String algorithm) {
    all.add(
        Overload.global(function + "(string) -> string", a -> digest((String) a[0], algorithm)));
  }

  private static String digest(String text, String algorithm) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
