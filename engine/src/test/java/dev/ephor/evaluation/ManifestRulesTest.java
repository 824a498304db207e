package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** {@code validate.manifests}: resources that carry what was signed and its signature. */
class ManifestRulesTest {

  private static final String SPEC =
      """
      spec:
        priority: 2
        containers:
        - name: a
          image: nginx
      """;

  private final KeyPair signer = keys();

  @Test
  void passesWhatIsAsSigned() {
    assertThat(judged(signer, signed(SPEC) + SPEC))
        .isEqualTo(
            "PASS r: verified manifest signatures; manifest verification succeeded;"
                + " verifiedCount 1; requiredCount 1; message singed by a valid signer: ");
  }

  @Test
  void findsTheFieldThatIsNotAsSigned() {
    assertThat(judged(signer, signed(SPEC) + SPEC.replace("image: nginx", "image: redis")))
        .startsWith(
            "FAIL r: manifest verification failed; verifiedCount 0; requiredCount 1; message"
                + " .attestors[0].entries[0].keys: failed to verify signature. diff found; ")
        .contains("spec.containers.0.image")
        .contains("at redis <- ");
  }

  @Test
  void whatIsIgnoredMayDiffer() {
    assertThat(
            judged(
                signer,
                "ignoreFields: [{objects: [{kind: Pod}], fields: [spec.priority]}]",
                signed(SPEC) + SPEC.replace("priority: 2", "priority: 3")))
        .startsWith("PASS");
  }

  @Test
  void failsWithoutMessage() {
    assertThat(
            judged(
                signer,
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web}
                """))
        .startsWith(
            "FAIL r: manifest verification failed; verifiedCount 0; requiredCount 1; message"
                + " .attestors[0].entries[0].keys: YAML manifest not found for this resource:"
                + " message not found");
  }

  @Test
  void signaturesByOthersAreErrors() {
    assertThat(judged(keys(), signed(SPEC) + SPEC))
        .startsWith(
            "ERROR r: error occurred during manifest verification: .attestors[0].entries[0].keys:"
                + " failed to verify signature: ");
  }

  private static String judged(KeyPair trusted, String resource) {
    return judged(trusted, "", resource);
  }

  private static String judged(KeyPair trusted, String more, String resource) {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8))
                .encodeToString(trusted.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----";
    return Judged.byRule(
            """
            validate:
              manifests:
                %s
                attestors:
                - entries:
                  - keys:
                      publicKeys: |-
            """
                    .formatted(more)
                + pem.indent(12))
        .of(resource);
  }

  /** A Pod that carries itself with a specification, without the specification. */
  private String signed(String spec) {
    byte[] message =
        ("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n" + spec)
            .getBytes(StandardCharsets.UTF_8);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(signer.getPrivate());
      signature.update(message);
      return """
          apiVersion: v1
          kind: Pod
          metadata:
            name: web
            annotations:
              cosign.sigstore.dev/message: %s
              cosign.sigstore.dev/signature: %s
          """
          .formatted(base64(zipped(message)), base64(signature.sign()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
