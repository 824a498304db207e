package dev.ephor.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlParser;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reference's words for what it refuses. */
class PolicyAdmissionTest {

  private static final String DENY = "validate: { message: never, deny: {} }";

  @Test
  void theFirstThingTheReferenceLooksAtIsNamed() {
    assertThat(PolicyAdmission.refusal(policy("", "match: { any: [] }\nvalidate: {}")))
        .contains("path: spec.rules[0].match.resources.: match resources not specified");
    assertThat(PolicyAdmission.refusal(policy("", "match: " + kinds("'*'") + "\n" + DENY)))
        .contains(
            "path: spec.rules[0].match.any[0].kinds: wildcard policy not allowed in background"
                + " mode. Set spec.background=false to disable background mode for this policy"
                + " rule");
    assertThat(
            PolicyAdmission.refusal(
                policy("background: false", "match: " + kinds("'*'") + "\n" + DENY)))
        .isEmpty();
  }

  @Test
  void aRuleIsShownAsTheReferenceWritesIt() {
    String both = "match: " + kinds("Pod") + "\nexclude: " + kinds("Pod") + "\n";
    assertThat(PolicyAdmission.refusal(policy("", both + DENY)))
        .contains(
            "spec.rules[0]: Invalid value: {\"name\":\"r\",\"match\":{\"any\":[{\"resources\":"
                + "{\"kinds\":[\"Pod\"]}}],\"resources\":{}},\"exclude\":{\"any\":[{\"resources\":"
                + "{\"kinds\":[\"Pod\"]}}],\"resources\":{}},\"validate\":"
                + "{\"allowExistingViolations\":true,\"message\":\"never\",\"deny\":{}},"
                + "\"skipBackgroundRequests\":true}: Rule is matching an empty set");
  }

  @Test
  void severalFaultsOfOneKindAreListed() {
    String rule = "match: { any: [ { resources: { kinds: [Pod] }, roles: [a] } ] }\nmutate: {}\n";
    assertThat(PolicyAdmission.refusal(policy("background: false", rule)))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith("[spec.rules[0]: Invalid value: {")
                    .contains("No operation defined in the rule 'r'")
                    .endsWith(
                        ", spec.rules[0].match.any[0].roles[0]: Invalid value: \"a\": Role is"
                            + " expected to be in namespace:name format]"));
  }

  @Test
  void unknownVariablesAreShownWithWhatIsKnown() {
    String rule =
        "match: "
            + kinds("Pod")
            + "\ncontext: [ { name: team, variable: { value: a } } ]\n"
            + "validate: { message: '{{ who }}', deny: {} }";
    assertThat(PolicyAdmission.refusal(policy("", rule)))
        .contains(
            "policy contains invalid variables: variable substitution failed for rule r: variable"
                + " who must match regex \"request\\.|element|elementIndex|@|images|images\\.|"
                + "image\\.|([a-z_0-9]+\\()[^{}]\" or patterns [team*]");
  }

  @Test
  void whatCannotBeDecodedIsNotThere() {
    MapValue policy = policy("", "match: {}\nvalidate: { mesage: no }");
    assertThat(PolicyDecoding.refusal(policy))
        .contains("spec.rules[0].validate.mesage: Invalid value: value provided for unknown field");
    assertThat(PolicyDecoding.refusal(policy("", "match: {}\n" + DENY))).isEmpty();
  }

  @Test
  void attestorsAreComplete() {
    assertThat(images("certificates: {}"))
        .contains(
            "spec.rules[0].verifyImages[0].attestors[0].entries[0].certificates: Invalid value: {}:"
                + " cert or certChain required");
    assertThat(images("keyless: { issuer: i }"))
        .contains(
            "spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless: Invalid value:"
                + " {\"issuer\":\"i\"}: Either Rekor URL or roots are required");
    assertThat(images("keyless: { rekor: {} }"))
        .contains(
            "spec.rules[0].verifyImages[0].attestors[0].entries[0].keyless: Invalid value:"
                + " {\"rekor\":{\"url\":\"\"}}: An URL is required");
    assertThat(images("keys: { publicKeys: k, signatureAlgorithm: md5 }"))
        .contains(
            "spec.rules[0].verifyImages[0].attestors[0].entries[0].keys: Invalid value:"
                + " {\"publicKeys\":\"k\",\"signatureAlgorithm\":\"md5\"}: Invalid signature"
                + " algorithm provided");
    assertThat(images("keyless: { rekor: { url: 'https://log' } }")).isEmpty();
  }

  @Test
  void faultsOfAttestorsAreListedTogether() {
    assertThat(images("certificates: {}, keys: {}"))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .startsWith("[spec.rules[0].verifyImages[0].attestors[0].entries[0]: Invalid")
                    .contains("or a nested attestor is required, spec.rules[0]")
                    .endsWith("cert or certChain required]"));
  }

  private static Optional<String> images(String entry) {
    return PolicyAdmission.refusal(
        policy(
            "",
            "match: "
                + kinds("Pod")
                + "\nverifyImages: [ { mutateDigest: false, imageReferences: ['*'], attestors: [ {"
                + " entries: [ { "
                + entry
                + " } ] } ] } ]"));
  }

  private static String kinds(String kind) {
    return "{ any: [ { resources: { kinds: [" + kind + "] } } ] }";
  }

  private static MapValue policy(String spec, String rule) {
    String text =
        "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata:\n  name: p\nspec:\n"
            + (spec + "\nrules:\n  - name: r\n" + rule.indent(4)).indent(2);
    return (MapValue) YamlParser.parse(new Source("policy.yaml"), text).root();
  }
}
