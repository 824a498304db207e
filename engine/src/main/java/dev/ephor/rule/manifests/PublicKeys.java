package dev.ephor.rule.manifests;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Public keys in PEM, and what they verify. */
final class PublicKeys {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  /** The algorithms of keys with those of their signatures over SHA-256. */
  private static final Map<String, String> ALGORITHMS = new LinkedHashMap<>();

  static {
    ALGORITHMS.put("EC", "SHA256withECDSA");
    ALGORITHMS.put("RSA", "SHA256withRSA");
    ALGORITHMS.put("Ed25519", "Ed25519");
  }

  private PublicKeys() {}

  /** Whether a text is one key or several. */
  static boolean isPem(String text) {
    return text.startsWith(BEGIN);
  }

  /** Whether a signature in base 64 over a message is by a key; null where it is no key. */
  static @Nullable Boolean verifies(String pem, byte[] message, String signature) {
    byte[] encoded;
    byte[] signed;
    try {
      int end = pem.indexOf(END);
      String body = pem.substring(BEGIN.length(), end < 0 ? pem.length() : end);
      encoded = Base64.getMimeDecoder().decode(body);
      signed = Base64.getDecoder().decode(signature.strip());
    } catch (IllegalArgumentException invalid) {
      return null;
    }
    for (Map.Entry<String, String> algorithm : ALGORITHMS.entrySet()) {
      PublicKey key = read(algorithm.getKey(), encoded);
      if (key != null) {
        try {
          Signature verifier = Signature.getInstance(algorithm.getValue());
          verifier.initVerify(key);
          verifier.update(message);
          return verifier.verify(signed);
        } catch (GeneralSecurityException invalid) {
          return false;
        }
      }
    }
    return null;
  }

  private static @Nullable PublicKey read(String algorithm, byte[] encoded) {
    try {
      return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException otherAlgorithm) {
      return null;
    }
  }
}
