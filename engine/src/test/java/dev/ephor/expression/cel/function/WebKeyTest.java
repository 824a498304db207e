package dev.ephor.expression.cel.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as JSON Web Keys write them, and the signatures that they verify. */
class WebKeyTest {

  private static final byte[] TEXT = "header.claims".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHER = "header.other".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "P-256, secp256r1, ES256, SHA256withECDSAinP1363Format",
    "P-384, secp384r1, ES384, SHA384withECDSAinP1363Format",
    "P-521, secp521r1, ES512, SHA512withECDSAinP1363Format",
  })
  void ofCurves(String curve, String name, String algorithm, String scheme)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(name));
    KeyPair pair = generator.generateKeyPair();
    ECPublicKey open = (ECPublicKey) pair.getPublic();
    WebKey key =
        read(
            Map.of(
                "kty",
                "EC",
                "kid",
                "one",
                "crv",
                curve,
                "x",
                packed(open.getW().getAffineX()),
                "y",
                packed(open.getW().getAffineY())));
    byte[] signature = signed(pair, Signature.getInstance(scheme));

    assertThat(key.id()).isEqualTo("one");
    assertThat(key.verifies(algorithm, TEXT, signature)).isTrue();
    assertThat(key.verifies(algorithm, OTHER, signature)).isFalse();
    assertThat(key.verifies("RS256", TEXT, signature)).isFalse();
  }

  @Test
  void ofRsaWithRandomPadding() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    RSAPublicKey open = (RSAPublicKey) pair.getPublic();
    Signature padded = Signature.getInstance("RSASSA-PSS");
    padded.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    WebKey key =
        read(
            Map.of(
                "kty", "RSA",
                "n", packed(open.getModulus()),
                "e", packed(open.getPublicExponent())));

    assertThat(key.verifies("PS256", TEXT, signed(pair, padded))).isTrue();
    assertThat(key.verifies("PS256", OTHER, signed(pair, padded))).isFalse();
    assertThat(key.verifies("RS256", TEXT, signed(pair, Signature.getInstance("SHA256withRSA"))))
        .isTrue();
  }

  @Test
  void ofEd25519() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] bytes = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    WebKey key =
        read(
            Map.of(
                "kty", "OKP",
                "crv", "Ed25519",
                "x", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
    byte[] signature = signed(pair, Signature.getInstance("Ed25519"));

    assertThat(key.verifies("EdDSA", TEXT, signature)).isTrue();
    assertThat(key.verifies("EdDSA", OTHER, signature)).isFalse();
  }

  @Test
  void whatCannotBeUsedIsNoKey() {
    assertThat(WebKey.read(map(Map.of("kty", "EC", "crv", "P-1", "x", "AA", "y", "AA")))).isNull();
    assertThat(WebKey.read(map(Map.of("kty", "OKP", "crv", "Ed25519", "x", "AA")))).isNull();
    assertThat(WebKey.read(map(Map.of("kty", "RSA", "n", "AA")))).isNull();
  }

  private static WebKey read(Map<String, String> written) {
    WebKey key = WebKey.read(map(written));
    assertThat(key).isNotNull();
    return key;
  }

  private static MapValue map(Map<String, String> written) {
    MapValue.Builder map = MapValue.builder(Source.NONE, 0);
    written.forEach((name, text) -> map.put(name, Scalar.of(text)));
    return map.build();
  }

  private static byte[] signed(KeyPair pair, Signature signature) throws GeneralSecurityException {
    signature.initSign(pair.getPrivate());
    signature.update(TEXT);
    return signature.sign();
  }

  private static String packed(BigInteger number) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
  }
}
