package dev.ephor.rule.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import org.junit.jupiter.api.Test;

/** Pattern, resource, verdict; a failure names its path and, as text, both of its places. */
class PatternExamplesTest {

  @Test
  void aWrongValueIsPlacedOnTheValue() {
    assertJudged(
        """
        spec:
          containers:
          - image: "!*:latest"
        """,
        """
        spec:
          containers:
          - image: nginx:1.25
          - image: redis:latest
        """,
        "fail /spec/containers/1/image/ manifest 'redis:latest' clause '\"!*:latest\"'");
  }

  @Test
  void aMissingValueIsPlacedOnTheKeyOfItsNearestAncestor() {
    assertJudged(
        """
        metadata:
          labels:
            team: "?*"
        """,
        """
        metadata:
          labels: {app: web}
        """,
        "fail /metadata/labels/team/ manifest 'labels' clause '\"?*\"'");
  }

  @Test
  void aLoneStarOnlyAsksForTheKeyAndNamesItsParent() {
    assertJudged(
        "metadata: {name: '*', labels: {team: '*'}}",
        "metadata: {name: x, labels: {}}",
        "fail /metadata/labels/ manifest 'labels' clause ''*''");
  }

  @Test
  void aConditionThatDoesNotHoldSkips() {
    assertJudged(
        "spec: {(hostNetwork): true, replicas: 3}",
        "spec: {hostNetwork: false, replicas: 1}",
        "skip conditional anchor mismatch: resource value 'false' does not match 'true' at path"
            + " /spec/hostNetwork/");
    assertJudged(
        "spec: {(hostNetwork): true}",
        "spec: {}",
        "skip conditional anchor mismatch: conditional anchor key doesn't exist in the resource");
  }

  @Test
  void elementsWhoseConditionDoesNotHoldDoNotCountUnlessAllOfThemAre() {
    String pattern = "containers: [{(name): web, image: nginx}]";
    assertJudged(pattern, "containers: [{name: db, image: x}, {name: web, image: nginx}]", "pass");
    assertJudged(
        pattern,
        "containers: [{name: db}, {name: log}]",
        "skip conditional anchor mismatch: resource value 'db' does not match 'web' at path"
            + " /containers/0/name/; conditional anchor mismatch: resource value 'log' does not"
            + " match 'web' at path /containers/1/name/");
  }

  @Test
  void whatIsSkippedBelowAnAnchorIsForgottenWhenAnotherAnchoredEntryApplies() {
    assertJudged(
        "{=(list): [{(a): 1}], =(other): x, plain: y}", "{list: [{a: 2}], plain: y}", "pass");
    assertJudged(
        "{=(list): [{(a): 1}], plain: y}",
        "{list: [{a: 2}], plain: z}",
        "skip conditional anchor mismatch: resource value '2' does not match '1' at path"
            + " /list/0/a/");
  }

  @Test
  void aGlobalAnchorSkipsButMayBeAbsent() {
    assertJudged(
        "{<(a): 1, b: 2}",
        "{a: 3, b: 3}",
        "skip global anchor mismatch: resource value '3' does not match '1' at path /a/");
    assertJudged("{<(a): 1, b: 2}", "{b: 3}", "fail /b/ manifest '3' clause '2'");
  }

  @Test
  void equalityOnlyLooksAtWhatIsThere() {
    assertJudged("{=(a): {b: 1}}", "{}", "pass");
    assertJudged("{=(a): {b: 1}}", "{a: {b: 2}}", "fail /a/b/ manifest '2' clause '1'");
  }

  @Test
  void negationForbidsAKeyWhateverItHolds() {
    assertJudged("{X(a): null}", "{b: 1}", "pass");
    assertJudged("{X(a): null}", "{a: 1}", "fail /a/ manifest '1' clause 'null'");
  }

  @Test
  void existenceAsksForOneElementAndKnowsNoPathWhileItsKeyIsAbsent() {
    assertJudged("{^(a): [{b: 1}]}", "{a: [{b: 2}, {b: 1}]}", "pass");
    assertJudged(
        "{^(a): [{b: 1}]}", "{a: [{b: 2}]}", "fail /a/ manifest '[{b: 2}]' clause '{b: 1}'");
    assertJudged("{^(a): [{b: 1}]}", "{}", "pass");
    assertJudged(
        "{^(a): [{b: 1}], c: 1}",
        "{c: 2}",
        "error resource value '2' does not match '1' at path /c/ manifest '2' clause '1'");
  }

  @Test
  void wildcardsInKeysStandForLabelsAndAnnotations() {
    assertJudged(
        "metadata: {annotations: {=(x.io/*): deny}}",
        "metadata: {annotations: {x.io/mode: allow}}",
        "fail /metadata/annotations/x.io/mode/ manifest 'allow' clause 'deny'");
    assertJudged("spec: {'a*': 1}", "spec: {ab: 1}", "fail /spec/a*/ manifest 'spec' clause '1'");
  }

  @Test
  void entriesWithAnchorsBelowComeFirst() {
    assertJudged("{a: 1, z: {=(b): 1}}", "{a: 2, z: {b: 2}}", "fail /z/b/ manifest '2' clause '1'");
  }

  @Test
  void aListOfScalarsHoldsItsFirstAgainstEveryElement() {
    assertJudged("{a: [x*]}", "{a: [xa, xb]}", "pass");
    assertJudged("{a: [x*, y]}", "{a: [xa, y]}", "fail /a/ manifest '[xa, y]' clause 'x*'");
    assertJudged("{a: []}", "{a: [1]}", "fail /a/ manifest '[1]' clause '[]'");
  }

  @Test
  void structuresMustAgree() {
    assertJudged("{a: {b: 1}}", "{a: text}", "fail /a/ manifest 'text' clause '{b: 1}'");
    assertJudged("{a: [{b: 1}]}", "{a: {b: 1}}", "fail /a/ manifest '{b: 1}' clause '[{b: 1}]'");
  }

  private static void assertJudged(String pattern, String resource, String expected) {
    YamlDocument clauses = YamlParser.parse(new Source("policy"), pattern);
    YamlDocument manifest = YamlParser.parse(new Source("manifest"), resource);
    PatternResult result = CompiledPattern.of(clauses.root()).match(manifest.root());
    String said;
    if (result instanceof PatternResult.Skip skip) {
      said = "skip " + skip.message();
    } else if (result instanceof PatternResult.Fail fail) {
      said =
          "fail "
              + fail.path()
              + places(fail.manifest(), fail.clause(), manifest, resource, clauses, pattern);
    } else if (result instanceof PatternResult.Pathless error) {
      said =
          "error "
              + error.message()
              + places(error.manifest(), error.clause(), manifest, resource, clauses, pattern);
    } else {
      said = "pass";
    }
    assertThat(said).isEqualTo(expected);
  }

  private static String places(
      Place inManifest,
      Place inPattern,
      YamlDocument manifest,
      String resource,
      YamlDocument clauses,
      String pattern) {
    return " manifest '"
        + text(manifest, inManifest, resource)
        + "' clause '"
        + text(clauses, inPattern, pattern)
        + "'";
  }

  private static String text(YamlDocument document, Place place, String text) {
    Span span = document.span(place.node(), place.part());
    return text.substring(span.start(), span.end()).strip();
  }
}
