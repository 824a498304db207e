package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Registry;
import dev.ephor.evaluation.SignedImages.Signer;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images, who signed them, and what rules say of it. */
class VerifyImagesTest {

  private static final String APP = "ghcr.io/acme/app";
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p}
      spec:
        containers:
        - {name: c, image: "ghcr.io/acme/app:v1"}
      """;

  /** Certificates of nobody, and a signature of {@code v1} by the first one's owner. */
  private static final String LEAF =
      """
      -----BEGIN CERTIFICATE-----
      MIIBGTCBwQIUZiWYWkrMYiymD6jzg7agbLPtAAcwCgYIKoZIzj0EAwIwDTELMAkG
      A1UEAwwCY2EwIBcNMjYxMTI0MTkyOTE0WhgPMjEyNjEwMzExOTI5MTRaMBExDzAN
      BgNVBAMMBnNpZ25lcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNb9ClDFtFPB
      hPzvV9BnzKi1kn1LnU/y6kimy/usm7ch3QfWQ3HIE8HudJ3STT/WCSbF5RmzuDaW
      Yf8WNMTq8pswCgYIKoZIzj0EAwIDRwAwRAIgFvV4H9NlIcuRXOK0+FNbD/8w3Y2v
      fagLdLCFLL/i5loCIFwdYrlKfQzQD4Spsx7X5S5fKLjxxx0p8LB84cv9tFu2
      -----END CERTIFICATE-----
      """;

  private static final String AUTHORITY =
      """
      -----BEGIN CERTIFICATE-----
      MIIBcTCCARegAwIBAgIUO+eRuWyptoAL5Jmc3b2KrXXZ0+UwCgYIKoZIzj0EAwIw
      DTELMAkGA1UEAwwCY2EwIBcNMjYxMTI0MTkyOTE0WhgPMjEyNjEwMzExOTI5MTRa
      MA0xCzAJBgNVBAMMAmNhMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnGzyk+nK
      amyoC30Ber5DK+945CXn+WuPXy7eykDJzwNaJGB6LYR7aNhi/a9Ke4DouRKdB2ns
      MUPU7nVGGpeIkaNTMFEwHQYDVR0OBBYEFAJuNTdCvCOg289brEIyV3l7tRA0MB8G
      A1UdIwQYMBaAFAJuNTdCvCOg289brEIyV3l7tRA0MA8GA1UdEwEB/wQFMAMBAf8w
      CgYIKoZIzj0EAwIDSAAwRQIgIyeVfln90vnXnYK42fHliA4IJjCZG1La7f7FFbZI
      shQCIQCPcr6ZsJPFXtMnFRROxZXdMxhBG7r2L/8Gef57LvnvaA==
      -----END CERTIFICATE-----
      """;

  private static final String SIGNATURE_OF_LEAF =
      "MEQCIEl0D3bp3sWrT21EVTv1NwckuyQVlsrvpbQkzcO+pfKzAiBFzXmNEtWlNPTp"
          + "68HDYNz/SbTX2kbS1C8dyHsocNv/eg==";

  private final SignedImages images = new SignedImages();
  private final Signer signer = SignedImages.ellipticCurve();
  private final String digest = images.push(APP, "v1");

  @Test
  void aSignedImageIsVerifiedAndPinned() {
    images.sign(APP, digest, signer, "null");
    List<RuleOutcome> outcomes = keyed("", signer).registry(images).outcomes(POD);
    assertThat(lines(outcomes))
        .containsExactly(
            "PASS r: verified image signatures for ghcr.io/acme/app:v1", "PASS r: image verified");
    Effect.VerifiedImages effect = (Effect.VerifiedImages) outcomes.get(0).effect();
    assertThat(effect.root().map("spec").list("containers"))
        .hasToString("[{name=c, image=ghcr.io/acme/app:v1@" + digest + "}]");
  }

  @Test
  void anUnsignedImageFails() {
    assertThat(keyed("mutateDigest: false\n", signer).registry(images).of(POD))
        .isEqualTo(
            """
            FAIL r: failed to verify image ghcr.io/acme/app:v1: .attestors[0].entries[0].keys: no signatures found
              at "ghcr.io/acme/app:v1" <- mutateDigest: false
            FAIL r: missing digest for ghcr.io/acme/app:v1
              at "ghcr.io/acme/app:v1" <- mutateDigest: false""");
  }

  @Test
  void anothersSignatureIsNone() {
    images.sign(APP, digest, SignedImages.ellipticCurve(), "null");
    assertThat(lines(keyed("", signer).registry(images).outcomes(POD)).get(0))
        .isEqualTo(
            "FAIL r: failed to verify image ghcr.io/acme/app:v1: .attestors[0].entries[0].keys: no"
                + " matching signatures: invalid signature when validating ASN.1 encoded"
                + " signature");
  }

  @Test
  void aSignatureOfAnotherDigestIsNone() {
    String other = images.push(APP, "v2");
    SignedImages moved = new SignedImages();
    moved.push(APP, "v1");
    moved.sign(APP, other, signer, "null");
    images.sign(APP, digest, signer, "null");
    assertThat(lines(keyed("", signer).registry(moved).outcomes(POD)).get(0))
        .endsWith("no signatures found");
  }

  @Test
  void damagedLayersAreNoticed() {
    images.sign(APP, digest, signer, "null");
    images.corrupt();
    assertThat(lines(keyed("", signer).registry(images).outcomes(POD)).get(0))
        .contains("FAIL")
        .contains("a layer does not have its digest sha256:");
  }

  @Test
  void annotationsMustBeInTheSignature() {
    images.sign(APP, digest, signer, "{\"env\":\"prod\"}");
    String demand = "annotations: {env: %s}\n";
    assertThat(lines(keyed(demand.formatted("prod"), signer).registry(images).outcomes(POD)))
        .element(0)
        .asString()
        .startsWith("PASS");
    assertThat(lines(keyed(demand.formatted("dev"), signer).registry(images).outcomes(POD)))
        .element(0)
        .asString()
        .endsWith("annotations mismatch: env does not match expected value dev, got prod");
  }

  @ParameterizedTest
  @CsvSource({
    "EC, 384, SHA384withECDSA, sha384",
    "RSA, 2048, SHA256withRSA, sha256",
    "RSA, 2048, SHA512withRSA, sha512",
    "Ed25519, 0, Ed25519, sha256"
  })
  void keysOfAllKinds(String key, int size, String algorithm, String hash) {
    Signer other = Signer.of(key, size, algorithm);
    images.sign(APP, digest, other, "null");
    String entry = "- keys:\n    signatureAlgorithm: " + hash + "\n" + keys(other).substring(8);
    assertThat(lines(by("", sets(entry, "")).registry(images).outcomes(POD)).get(0))
        .isEqualTo("PASS r: verified image signatures for ghcr.io/acme/app:v1");
  }

  @Test
  void asManyAsAreCountedMustSign() {
    Signer second = SignedImages.ellipticCurve();
    Signer third = SignedImages.ellipticCurve();
    images.sign(APP, digest, second, "null");
    images.sign(APP, digest, third, "null");
    String entries = keys(signer) + keys(second) + keys(third);
    assertThat(first(sets(entries, "count: 2\n"))).startsWith("PASS");
    assertThat(first(sets(entries, "count: 3\n")))
        .startsWith("FAIL r: failed to verify image ghcr.io/acme/app:v1: .attestors[0].entries[0]");
    assertThat(first(sets(entries, ""))).startsWith("FAIL");
  }

  @Test
  void setsStandInSets() {
    images.sign(APP, digest, signer, "null");
    String nested =
        "- attestor:\n    count: 1\n    entries:\n"
            + (keys(SignedImages.ellipticCurve()) + keys(signer)).indent(4);
    assertThat(first(sets(nested, ""))).startsWith("PASS");
  }

  @Test
  void statementsMustBeSignedAndMeetTheConditions() {
    images.attest(APP, digest, signer, "https://example.com/scan/v1", "{\"score\":7}");
    String attestation =
        """
        attestations:
        - type: https://example.com/scan/v1
          attestors:
          - entries:
        %s
          conditions:
          - all:
            - {key: "{{ score }}", operator: GreaterThan, value: %d}
        """;
    assertThat(first(attestation.formatted(keys(signer).indent(4), 5)))
        .isEqualTo("PASS r: verified image attestations for ghcr.io/acme/app:v1");
    assertThat(first(attestation.formatted(keys(signer).indent(4), 8)))
        .startsWith(
            "FAIL r: image attestations verification failed, verifiedCount: 0, requiredCount: 1,"
                + " error: .attestations[0].attestors[0].entries[0].keys: attestation checks failed"
                + " for ghcr.io/acme/app:v1 and predicate https://example.com/scan/v1: ");
    assertThat(
            first(
                attestation
                    .replace("scan/v1\n  att", "other\n  att")
                    .formatted(keys(signer).indent(4), 5)))
        .endsWith("attestions not found for predicate type https://example.com/other");
    assertThat(first(attestation.formatted(keys(SignedImages.ellipticCurve()).indent(4), 5)))
        .endsWith("error: no matching attestations");
  }

  @Test
  void certificatesAndTheirIssuersVouch() {
    images.signed(APP, digest, SIGNATURE_OF_LEAF);
    assertThat(first(sets(certificates(LEAF, AUTHORITY), ""))).startsWith("PASS");
    assertThat(first(sets(certificates(AUTHORITY, ""), "")))
        .contains("FAIL")
        .contains(".attestors[0].entries[0].certificates: no matching signatures");
    assertThat(first(sets(certificates(AUTHORITY, LEAF), "")))
        .contains(".certificates: failed to load certificate from string: ");
  }

  @Test
  void theLogMustKnowUnlessItIsIgnored() {
    Signer log = SignedImages.ellipticCurve();
    String asked = keys(signer).replace("{ignoreTlog: true}", logOf(log));
    images.sign(APP, digest, signer, "null");
    assertThat(first(sets(asked, ""))).endsWith("it has no bundle");
    assertThat(first(sets(keys(signer).replace("{ignoreTlog: true}", "{}"), "")))
        .endsWith("set rekor.ignoreTlog or rekor.pubkey");
    SignedImages logged = new SignedImages();
    logged.push(APP, "v1");
    logged.signLogged(APP, digest, signer, log);
    assertThat(lines(by("", sets(asked, "")).registry(logged).outcomes(POD)).get(0))
        .startsWith("PASS");
    String other = keys(signer).replace("{ignoreTlog: true}", logOf(signer));
    assertThat(lines(by("", sets(other, "")).registry(logged).outcomes(POD)).get(0))
        .endsWith("unable to verify SET");
  }

  private static String logOf(Signer log) {
    return "{pubkey: \"" + log.publicKey().replace("\n", "\\n") + "\"}";
  }

  private static String certificates(String certificate, String chain) {
    return "- certificates:\n    rekor: {ignoreTlog: true}\n    cert: |-\n"
        + certificate.indent(6)
        + (chain.isEmpty() ? "" : "    certChain: |-\n" + chain.indent(6));
  }

  @Test
  void withoutANetworkNothingIsKnown() {
    assertThat(lines(keyed("", signer).registry(Registry.OFFLINE).outcomes(POD)))
        .containsExactly(
            "ERROR r: failed to update digest: Get \"https://ghcr.io/v2/\": no network",
            "ERROR r: failed to verify image ghcr.io/acme/app:v1: .attestors[0].entries[0].keys:"
                + " Get \"https://ghcr.io/v2/\": no network",
            "FAIL r: missing digest for ghcr.io/acme/app:v1");
    assertThat(first(sets("- keyless: {issuer: i, subject: s}\n", "")))
        .startsWith(
            "ERROR r: failed to verify image ghcr.io/acme/app:v1: .attestors[0].entries[0]"
                + ".keyless: signatures without a key cannot be verified offline");
  }

  @Test
  void nobodyLooksAtImagesWithoutARegistry() {
    assertThat(keyed("", signer).of(POD))
        .startsWith("SKIP r: images are not verified here: no registry or image layout is given");
  }

  @Test
  void otherImagesAreNotConcerned() {
    assertThat(keyed("", signer).registry(images).of(POD.replace("acme", "other"))).isEmpty();
  }

  @Test
  void someImagesAreSkipped() {
    assertThat(
            lines(
                by(
                        "skipImageReferences: ['*:v1']\nmutateDigest: false\nverifyDigest: false\n",
                        sets(keys(signer), ""))
                    .registry(images)
                    .outcomes(POD)))
        .containsExactly(
            "SKIP r: skipping image reference image ghcr.io/acme/app:v1, policy p ruleName r",
            "SKIP r: image skipped, skipped images: ghcr.io/acme/app:v1");
  }

  @Test
  void extractorsFindImagesAnywhere() {
    images.sign(APP, digest, signer, "null");
    String policy =
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: p}
        spec:
          rules:
          - name: r
            match: {any: [{resources: {kinds: [Task]}}]}
            imageExtractors:
              Task:
              - {path: /spec/steps/*, value: image, key: name}
            verifyImages:
            - imageReferences: ["ghcr.io/acme/*"]
        """
            + sets(keys(signer), "").indent(6);
    String task =
        """
        apiVersion: tekton.dev/v1
        kind: Task
        metadata: {name: t, namespace: n}
        spec: {steps: [{name: s, image: "ghcr.io/acme/app:v1"}]}
        """;
    assertThat(lines(Judged.by(policy).registry(images).outcomes(task)))
        .containsExactly(
            "PASS r: verified image signatures for ghcr.io/acme/app:v1", "PASS r: image verified");
    assertThat(lines(Judged.by(policy).registry(images).outcomes(task.replace("name: s, ", ""))))
        .containsExactly(
            "ERROR r: failed to instantiate handler: failed to extract images: invalid key",
            "ERROR r: failed to instantiate handler: failed to extract images: invalid key");
  }

  private String first(String demands) {
    return lines(by("mutateDigest: false\n", demands).registry(images).outcomes(POD)).get(0);
  }

  private static Judged keyed(String more, Signer signer) {
    return by(more, sets(keys(signer), ""));
  }

  private static String sets(String entries, String count) {
    return "attestors:\n- " + (count + "entries:\n" + entries).indent(2).strip() + "\n";
  }

  private static String keys(Signer signer) {
    return "- keys:\n    rekor: {ignoreTlog: true}\n    publicKeys: |-\n"
        + signer.publicKey().indent(6);
  }

  private static Judged by(String more, String demands) {
    return Judged.byRule(
        "verifyImages:\n- "
            + (more + "imageReferences: [\"ghcr.io/acme/*\"]\n" + demands).indent(2).strip());
  }

  private static List<String> lines(List<RuleOutcome> outcomes) {
    return outcomes.stream()
        .map(outcome -> outcome.status() + " " + outcome.rule() + ": " + outcome.message())
        .toList();
  }
}
