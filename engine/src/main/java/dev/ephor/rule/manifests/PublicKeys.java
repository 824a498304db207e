package dev.ephor.rule.manifests;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
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

  /** Whether a text is a key in PEM; a reference to one outside the policy is not. */
  static boolean isReadable(String text) {
    if (!text.startsWith(BEGIN)) {
      return false;
    }
    try {
      byte[] encoded = encoded(text);
      return ALGORITHMS.keySet().stream().anyMatch(name -> read(name, encoded) != null);
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  /** Whether there is a certificate in PEM in a text. */
  static boolean hasCertificate(String pem) {
    try {
      return !CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
    } catch (CertificateException invalid) {
      return false;
    }
  }

  private static byte[] encoded(String pem) {
    int end = pem.indexOf(END);
    return Base64.getMimeDecoder()
        .decode(pem.substring(BEGIN.length(), end < 0 ? pem.length() : end));
  }

  /** Whether a signature in base 64 over a message is by a key; null where it is no key. */
  static @Nullable Boolean verifies(String pem, byte[] message, String signature) {
    byte[] encoded;
    byte[] signed;
    try {
      encoded = encoded(pem);
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
