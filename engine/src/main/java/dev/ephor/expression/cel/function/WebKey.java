package dev.ephor.expression.cel.function;

import dev.ephor.value.MapValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that verifies JSON Web Tokens: shared, of RSA, of an elliptic curve or of Ed25519.
 *
 * @param secret of a shared key; null of a public one
 * @param open of a public key; null of a shared one
 * @param id by which tokens name it; empty for none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518">RFC 7518: JSON Web Algorithms</a>
 */
record WebKey(byte @Nullable [] secret, @Nullable PublicKey open, String id) {

  private static final Map<String, String> HMAC =
      Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");

  /** The signatures of public keys, and which kind of key makes them. */
  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "RS256", new Scheme("SHA256withRSA", "RSA"),
          "RS384", new Scheme("SHA384withRSA", "RSA"),
          "RS512", new Scheme("SHA512withRSA", "RSA"),
          "PS256", new Scheme("SHA-256", "RSA"),
          "PS384", new Scheme("SHA-384", "RSA"),
          "PS512", new Scheme("SHA-512", "RSA"),
          "ES256", new Scheme("SHA256withECDSAinP1363Format", "EC"),
          "ES384", new Scheme("SHA384withECDSAinP1363Format", "EC"),
          "ES512", new Scheme("SHA512withECDSAinP1363Format", "EC"),
          "EdDSA", new Scheme("Ed25519", "EdDSA"));

  private static final Map<String, String> CURVES =
      Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

  /** What stands before the bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final String ED25519 = "302a300506032b6570032100";

  private record Scheme(String name, String key) {}

  /** A shared key that is a text. */
  static WebKey shared(String text) {
    return new WebKey(text.getBytes(StandardCharsets.UTF_8), null, "");
  }

  /** One of the keys of a JSON Web Key Set; null for one that cannot be used here. */
  static @Nullable WebKey read(MapValue written) {
    String id = Objects.requireNonNullElse(written.string("kid"), "");
    byte[] shared = unpacked(written.string("k"));
    if (shared.length > 0) {
      return new WebKey(shared, null, id);
    }
    try {
      PublicKey open =
          switch (Objects.requireNonNullElse(written.string("kty"), "RSA")) {
            case "EC" -> curved(written);
            case "OKP" -> edwards(written);
            default -> rsa(written);
          };
      return open == null ? null : new WebKey(null, open, id);
    } catch (GeneralSecurityException unusable) {
      return null;
    }
  }

  private static @Nullable PublicKey rsa(MapValue written) throws GeneralSecurityException {
    byte[] modulus = unpacked(written.string("n"));
    byte[] exponent = unpacked(written.string("e"));
    return modulus.length == 0 || exponent.length == 0
        ? null
        : KeyFactory.getInstance("RSA")
            .generatePublic(
                new RSAPublicKeySpec(new BigInteger(1, modulus), new BigInteger(1, exponent)));
  }

  private static @Nullable PublicKey curved(MapValue written) throws GeneralSecurityException {
    String curve = CURVES.get(Objects.requireNonNullElse(written.string("crv"), ""));
    if (curve == null) {
      return null;
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    ECPoint point =
        new ECPoint(
            new BigInteger(1, unpacked(written.string("x"))),
            new BigInteger(1, unpacked(written.string("y"))));
    return KeyFactory.getInstance("EC")
        .generatePublic(
            new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
  }

  private static @Nullable PublicKey edwards(MapValue written) throws GeneralSecurityException {
    byte[] bytes = unpacked(written.string("x"));
    return bytes.length != 32 || !"Ed25519".equals(written.string("crv"))
        ? null
        : KeyFactory.getInstance("Ed25519")
            .generatePublic(
                new X509EncodedKeySpec(
                    HexFormat.of().parseHex(ED25519 + HexFormat.of().formatHex(bytes))));
  }

  /** Whether this key has made a signature with an algorithm that fits it. */
  boolean verifies(String algorithm, byte[] signed, byte[] signature) {
    try {
      if (secret != null) {
        return secret.length > 0
            && HMAC.containsKey(algorithm)
            && isHmac(algorithm, signed, signature);
      }
      Scheme scheme = SCHEMES.get(algorithm);
      if (open == null || scheme == null || !open.getAlgorithm().equals(scheme.key())) {
        return false;
      }
      Signature check = check(scheme);
      check.initVerify(open);
      check.update(signed);
      return check.verify(signature);
    } catch (GeneralSecurityException unusable) {
      return false;
    }
  }

  private boolean isHmac(String algorithm, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC.get(algorithm));
    mac.init(new SecretKeySpec(Objects.requireNonNull(secret), HMAC.get(algorithm)));
    return MessageDigest.isEqual(mac.doFinal(signed), signature);
  }

  private static Signature check(Scheme scheme) throws GeneralSecurityException {
    String name = scheme.name();
    if (!name.startsWith("SHA-")) {
      return Signature.getInstance(name);
    }
    int salt = Integer.parseInt(name.substring("SHA-".length())) / 8;
    Signature check = Signature.getInstance("RSASSA-PSS");
    check.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), salt, 1));
    return check;
  }

  /** The bytes of a text in base64url; none where it is no such text. */
  static byte[] unpacked(@Nullable String text) {
    try {
      return text == null ? new byte[0] : Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException broken) {
      return new byte[0];
    }
  }
}
