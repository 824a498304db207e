package dev.ephor.cli.check;

import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Names for findings that stay the same while lines move: made of the rule, the resource and the
 * message, never of a place. Equal findings are told apart by their order.
 */
final class Fingerprints {

  private final Map<String, Integer> seen = new HashMap<>();

  String of(String file, Diagnostic diagnostic) {
    Verdict verdict = diagnostic.verdict();
    // A resource is the same in another file; a problem of the text is not.
    String where =
        verdict == null
            ? file
            : String.join(
                "\n", verdict.apiVersion(), verdict.kind(), verdict.namespace(), verdict.name());
    String key = String.join("\n", diagnostic.code(), where, diagnostic.message());
    return sha256(key + "\n" + seen.merge(key, 1, Integer::sum)).substring(0, 32);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
