package dev.ephor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Registry;
import dev.ephor.evaluation.SignedImages.Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ImageValidatingPolicies say of a pod with one image. */
class ImageValidatingPolicyTest {

  private static final String APP = "ghcr.io/acme/app";
  private static final String SBOM = "https://example.com/sbom";
  private static final String NO_DIGESTS = "validationConfigurations: {verifyDigest: false}\n";

  private final SignedImages images = new SignedImages();
  private final Signer signer = SignedImages.ellipticCurve();

  private static String pod(String image) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
      - {name: app, image: '%s'}
    """
        .formatted(image);
  }

  private static String policy(String spec) {
    return """
    apiVersion: policies.kyverno.io/v1
    kind: ImageValidatingPolicy
    metadata: {name: signed}
    spec:
      matchConstraints:
        resourceRules:
        - {apiGroups: [''], apiVersions: [v1], resources: [pods], operations: [CREATE]}
    """
        + spec.indent(2);
  }

  /** A policy with one attestor and one attestation. */
  private String signed(String more, String expression) {
    return policy(
        more
            + """
            matchImageReferences:
            - glob: ghcr.io/*
            attestors:
            - name: acme
              cosign:
                ctlog: {insecureIgnoreTlog: true}
                key:
                  data: |
            %s
            attestations:
            - {name: sbom, intoto: {type: '%s'}}
            validations:
            - expression: %s
              message: not signed
            """
                .formatted(signer.publicKey().indent(8).stripTrailing(), SBOM, expression));
  }

  private String verdict(String policy, String image, Registry registry) {
    String all = Judged.by(policy).registry(registry).of(pod(image));
    int findings = all.indexOf('\n');
    return findings < 0 ? all : all.substring(0, findings);
  }

  private static final String ALL_SIGNED =
      "images.containers.all(image, verifyImageSignatures(image, [attestors.acme]) > 0)";

  @Test
  void imagesNeedDigestsBeforeAnythingElse() {
    assertThat(verdict(signed("", ALL_SIGNED), "ghcr.io/acme/app:v1", Registry.OFFLINE))
        .isEqualTo("FAIL signed: image ghcr.io/acme/app:v1 does not have a digest");
  }

  @Test
  void withoutRegistryTheHostIsNamed() {
    assertThat(verdict(signed(NO_DIGESTS, ALL_SIGNED), "ghcr.io/acme/app:v1", Registry.OFFLINE))
        .isEqualTo(
            "ERROR evaluation: failed to evaluate policy: Get \"https://ghcr.io/v2/\": no network");
  }

  @Test
  void imagesThatThePolicyIsNotAboutAreLeftOut() {
    assertThat(verdict(signed("", ALL_SIGNED), "docker.io/acme/app:v1", Registry.OFFLINE))
        .isEqualTo("PASS signed: success");
  }

  @Test
  void signaturesOfAKeyAreVerified() {
    String digest = images.push(APP, "v1");
    String image = APP + "@" + digest;

    assertThat(verdict(signed("", ALL_SIGNED), image, images)).isEqualTo("FAIL signed: not signed");
    images.sign(APP, digest, signer, "null");
    assertThat(verdict(signed("", ALL_SIGNED), image, images)).isEqualTo("PASS signed: success");
    assertThat(verdict(signed(NO_DIGESTS, ALL_SIGNED), APP + ":v1", images))
        .isEqualTo("PASS signed: success");
  }

  @Test
  void aFalseValidationNamesTheFieldThatItRead() {
    String image = APP + "@" + images.push(APP, "v1");
    String named = "object.metadata.name == 'other' && images.containers.size() == 1";

    assertThat(Judged.by(signed("", named)).registry(images).of(pod(image)))
        .isEqualTo("FAIL signed: not signed\n  at web <- " + named);
  }

  @Test
  void everyImageMustBeVerifiedUnlessThatIsNotRequired() {
    String image = APP + "@" + images.push(APP, "v1");
    String lax = "validationConfigurations: {required: false}\n";

    assertThat(verdict(signed("", "images.containers.size() == 1"), image, images))
        .isEqualTo(
            "FAIL signed: image "
                + image
                + " is not verified: no policy performed a signature or attestation check on it");
    assertThat(verdict(signed(lax, "images.containers.size() == 1"), image, images))
        .isEqualTo("PASS signed: success");
  }

  @Test
  void statementsAreVerifiedAndRead() {
    String digest = images.push(APP, "v1");
    String image = APP + "@" + digest;
    images.attest(APP, digest, signer, SBOM, "{\"format\": \"cyclone\"}");
    String verified =
        "images.containers.all(i, verifyAttestationSignatures(i, attestations.sbom,"
            + " [attestors.acme]) == 1";
    String read = "extractPayload(i, attestations.sbom).predicate.format == 'cyclone')";

    assertThat(verdict(signed("", verified + " && " + read), image, images))
        .isEqualTo("PASS signed: success");
    assertThat(verdict(signed("", "images.containers.all(i, " + read), image, images))
        .isEqualTo(
            "ERROR evaluation: failed to evaluate policy: failed to get payload: intoto attestation"
                + " payload cannot be fetch before verifying intoto attestation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "glob: 'ghcr.io/*'                       | true",
        "glob: 'ghcr.io/{acme,other}/app:v?'     | true",
        "glob: 'ghcr.io/[a-c]*'                  | true",
        "glob: 'ghcr.io/[!a-c]*'                 | false",
        "glob: 'ghcr.io'                         | false",
        "expression: ref.startsWith('ghcr.io/')  | true",
        "expression: image(ref).tag() == 'v2'    | false",
      })
  void referencesSayWhichImagesAreMeant(String reference, boolean meant) {
    String policy =
        policy(
            "matchImageReferences:\n- "
                + reference
                + "\nvalidations:\n- expression: images.containers == []\n");

    assertThat(verdict(policy, "ghcr.io/acme/app:v1", Registry.OFFLINE))
        .startsWith(meant ? "FAIL signed: image ghcr.io/acme/app:v1 does not" : "PASS");
  }

  @Test
  void ownListsFindImagesElsewhere() {
    String policy =
        policy(
            """
            validationConfigurations: {required: false}
            matchImageReferences:
            - glob: '*'
            images:
            - {name: names, expression: "[object.metadata.name]"}
            validations:
            - expression: "images.names == ['other']"
            """);

    assertThat(verdict(policy, "app@sha256:" + "a".repeat(64), Registry.OFFLINE))
        .isEqualTo("FAIL signed: image web does not have a digest");
  }

  @Test
  void anExpressionThatCannotBeCompiledIsAnErrorOfEachResource() {
    String policy =
        policy("matchImageReferences: [{glob: '*'}]\nvalidations:\n- expression: '1'\n");

    assertThat(verdict(policy, "app:v1", Registry.OFFLINE))
        .isEqualTo(
            "ERROR evaluation: failed to compile policy: spec.validations[0].expression: Invalid"
                + " value: \"1\": output is expected to be of type bool");
  }

  @Test
  void controllersAreJudgedByTheirPods() {
    String deployment =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
              - {name: app, image: 'ghcr.io/acme/app:v1'}
        """;

    assertThat(Judged.by(signed("", ALL_SIGNED)).registry(Registry.OFFLINE).of(deployment))
        .startsWith("FAIL signed: image ghcr.io/acme/app:v1 does not have a digest");
  }
}
