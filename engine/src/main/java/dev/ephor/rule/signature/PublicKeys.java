package dev.ephor.rule.signature;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Reads keys and certificates in PEM and checks signatures with them, with the JDK alone. */
public final class PublicKeys {

  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  /** Kyverno's names of hashes, and the JDK's. */
  private static final Map<String, String> HASHES =
      Map.of(
          "", "SHA256",
          "sha256", "SHA256",
          "sha224", "SHA224",
          "sha384", "SHA384",
          "sha512", "SHA512");

  private PublicKeys() {}

  public static boolean isPem(String text) {
    return text.strip().startsWith(BEGIN);
  }

  public static boolean isHash(String name) {
    return HASHES.containsKey(name);
  }

  /** Reads a public key in PEM. */
  public static PublicKey key(String pem) throws GeneralSecurityException {
    int start = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (start < 0 || end < start) {
      throw new GeneralSecurityException("PEM decoding failed");
    }
    byte[] der;
    try {
      der = Base64.getMimeDecoder().decode(pem.substring(start + BEGIN.length(), end));
    } catch (IllegalArgumentException bad) {
      throw new GeneralSecurityException("PEM decoding failed", bad);
    }
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      } catch (GeneralSecurityException other) {
        // A key of another kind.
      }
    }
    throw new GeneralSecurityException("unsupported key type");
  }

  /** Reads certificates in PEM, in their order. */
  public static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    List<X509Certificate> certificates = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    for (var one :
        factory.generateCertificates(
            new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
      certificates.add((X509Certificate) one);
    }
    return certificates;
  }

  /**
   * Whether a signature is that of some bytes by the owner of a key.
   *
   * @param hash one of {@link #isHash}; what the key's own algorithm prescribes comes first
   */
  public static boolean verifies(PublicKey key, String hash, byte[] content, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm(key, hash));
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  private static String algorithm(PublicKey key, String hash) {
    String name = HASHES.getOrDefault(hash, "SHA256");
    return switch (key.getAlgorithm()) {
      case "EC" -> name + "withECDSA";
      case "RSA" -> name + "withRSA";
      default -> "Ed25519";
    };
  }
}
