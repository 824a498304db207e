package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.rule.signature.PgpSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * {@code validate.manifests} with OpenPGP keys. No recording has any: Kyverno 1.19 hands such a key
 * to k8s-manifest-sigstore as an environment variable, which reads it as cosign's, then as
 * OpenPGP's; signatures are armored and stand in base 64 in the same annotation.
 */
class PgpManifestRulesTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
      spec:
        hostname: two
      """;

  private final PgpSigner ann = new PgpSigner("Ann Example <ann@example.org>");
  private final PgpSigner bob = new PgpSigner("Bob <bob@example.org>");

  @Test
  void passesWhatIsAsSignedAndNamesTheSigner() {
    assertThat(judged(keys(ann.publicKey()), signed(ann)))
        .isEqualTo(
            "PASS r: verified manifest signatures; manifest verification succeeded;"
                + " verifiedCount 1; requiredCount 1; message singed by a valid signer:"
                + " ann@example.org");
  }

  @Test
  void aSubkeyThatIsBoundBothWaysMaySign() {
    assertThat(judged(keys(ann.publicKey()), signed(POD, ann.signedBySubkey(bytes(POD)))))
        .startsWith("PASS")
        .endsWith("ann@example.org");
  }

  @Test
  void findsWhatIsNotAsSigned() {
    assertThat(judged(keys(ann.publicKey()), signed(ann).replace("hostname: two", "priority: 3")))
        .startsWith("FAIL r: manifest verification failed;")
        .contains(".keys: failed to verify signature. diff found; ", "spec.hostname");
  }

  @Test
  void signaturesByOthersAreErrors() {
    assertThat(judged(keys(bob.publicKey()), signed(ann)))
        .startsWith(
            "ERROR r: error occurred during manifest verification: .attestors[0].entries[0].keys:"
                + " failed to verify signature: verification failed for 1 signature. all trials:"
                + " [\"[publickey 1/1] [signature 1/1] error: failed to verify signature: openpgp:"
                + " signature made by unknown entity\"]");
  }

  @Test
  void signaturesOfSomethingElseAreErrors() {
    assertThat(judged(keys(ann.publicKey()), signed(POD, ann.signed(bytes("something else")))))
        .contains("failed to verify signature: openpgp: invalid signature: EdDSA verification");
  }

  @Test
  void aSignatureWithoutArmorIsNone() {
    assertThat(judged(keys(ann.publicKey()), signed(POD, "none")))
        .contains("[signature 1/1] error: failed to verify signature: EOF\"]");
  }

  @Test
  void aKeyThatCannotBeReadIsOfNoType() {
    String broken =
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----";
    assertThat(judged(keys(broken), signed(ann)))
        .startsWith(
            "ERROR r: error occurred during manifest verification: .attestors[0].entries[0].keys:"
                + " failed to verify signature: failed to judge signature type from public key"
                + " configuration");
  }

  @Test
  void aNameThatTheOwnerHasNotSignedMakesTheKeyUnusable() {
    assertThat(judged(keys(ann.publicKeyWithForgedName("Eve <eve@example.org>")), signed(ann)))
        .contains("failed to judge signature type");
  }

  @Test
  void theSubjectOfAnEarlierAttestorMustHaveSigned() {
    String both = "- keyless: {subject: %s}\n" + keys(ann.publicKey());
    assertThat(judged("count: 1", both.formatted("bob@*"), signed(ann))).startsWith("ERROR");
    assertThat(judged("count: 1", both.formatted("ann@*"), signed(ann))).startsWith("PASS");
  }

  private static String judged(String entries, String resource) {
    return judged("{}", entries, resource);
  }

  private static String judged(String more, String entries, String resource) {
    return Judged.byRule(
            "validate:\n  manifests:\n    attestors:\n    - "
                + (more.equals("{}") ? "" : more + "\n      ")
                + "entries:\n"
                + entries.indent(6))
        .of(resource);
  }

  private static String keys(String armored) {
    return "- keys:\n    publicKeys: |-\n" + armored.indent(6);
  }

  private static String signed(PgpSigner signer) {
    return signed(POD, signer.signed(bytes(POD)));
  }

  /** A Pod that carries itself. */
  private static String signed(String pod, String signature) {
    return pod.replace(
        "  name: web\n",
        """
          name: web
          annotations:
            cosign.sigstore.dev/message: %s
            cosign.sigstore.dev/signature: %s
        """
            .formatted(
                Base64.getEncoder().encodeToString(zipped(bytes(pod))),
                Base64.getEncoder().encodeToString(bytes(signature)))
            .indent(0));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
}
