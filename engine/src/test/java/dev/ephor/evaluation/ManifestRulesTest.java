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
        hostname: two
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
                "ignoreFields: [{objects: [{kind: Pod}], fields: [spec.hostname]}]",
                signed(SPEC) + SPEC.replace("hostname: two", "hostname: three")))
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

  @Test
  void certificatesVerifyNothing() {
    assertThat(attested("- certificates: {cert: any, certChain: any}"))
        .startsWith(
            "ERROR r: error occurred during manifest verification:"
                + " .attestors[0].entries[0].certificates: failed to verify signature: verification"
                + " failed for 1 signature. all trials: [\"[] [signature 1/1] error:"
                + " cosign.VerifyBlobCmd.Exec() returned an error: --certificate-identity or"
                + " --certificate-identity-regexp is required for verification in keyless mode\"]");
  }

  @Test
  void keylessVerifiesNothing() {
    assertThat(attested("- keyless: {subject: me, issuer: them}"))
        .contains(
            ".attestors[0].entries[0].keyless: failed to verify signature: verification failed for"
                + " 1 signature. all trials: [\"[signer 1/1] [signature 1/1] error:"
                + " cosign.VerifyBlobCmd.Exec() returned an error: provide a key with --key");
  }

  @Test
  void rootsMustBeCertificates() {
    assertThat(attested("- keyless: {roots: none}"))
        .contains(".keyless: failed to load Root certificates: error creating root cert pool");
  }

  @Test
  void keysOutsideThePolicyAreNotFound() {
    assertThat(attested("- keys: {publicKeys: 'k8s://default/key'}"))
        .startsWith(
            "ERROR r: error occurred during manifest verification: .attestors[0].entries[0].keys:"
                + " failed to verify signature: failed to judge signature type from public key"
                + " configuration");
    assertThat(attested("- keys: {secret: {name: key, namespace: default}}"))
        .contains(".keys: failed to verify signature: ", "provide a key with --key");
  }

  @Test
  void repositoriesCannotBeAsked() {
    assertThat(attested("- {repository: registry.example/signed, keyless: {subject: me}}"))
        .startsWith(
            "ERROR r: error occurred during manifest verification:"
                + " .attestors[0].entries[0].keyless: YAML manifest not found for this resource:"
                + " failed to get YAMLs in the image: ");
  }

  @Test
  void withoutMessageNoAttestorIsAsked() {
    for (String entry : new String[] {"certificates: {cert: any}", "keyless: {subject: me}"}) {
      assertThat(judgedBy("- " + entry, "{apiVersion: v1, kind: Pod, metadata: {name: web}}"))
          .startsWith("FAIL r: manifest verification failed; verifiedCount 0; requiredCount 1;")
          .contains(": YAML manifest not found for this resource: message not found");
    }
  }

  @Test
  void attestorsInheritTheOptionsOfThoseBefore() {
    assertThat(attested("- certificates: {cert: any}\n" + entry(signer)))
        .contains(
            ".entries[1].keys: failed to verify signature: ",
            "[publickey 1/1] [signature 1/1] error: cosign.VerifyBlobCmd.Exec() returned an error:"
                + " exactly one of: key reference (--key), certificate (--cert)");
    assertThat(attested(entry(keys()) + "- keyless: {}"))
        .contains(".entries[1].keyless: failed to verify signature: failed to judge");
  }

  private String attested(String entries) {
    return judgedBy(entries, signed(SPEC) + SPEC);
  }

  private static String judgedBy(String entries, String resource) {
    return Judged.byRule(
            "validate:\n  manifests:\n    attestors:\n    - entries:\n" + entries.indent(6))
        .of(resource);
  }

  private static String judged(KeyPair trusted, String resource) {
    return judged(trusted, "", resource);
  }

  private static String entry(KeyPair trusted) {
    return "- keys:\n    publicKeys: |-\n" + pem(trusted).indent(6);
  }

  private static String pem(KeyPair trusted) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8))
            .encodeToString(trusted.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----";
  }

  private static String judged(KeyPair trusted, String more, String resource) {
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
                + pem(trusted).indent(12))
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
