package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CelReasonTest {

  private static final Facts NOWHERE =
      GivenWorld.ofApply(
          ValuesFile.NONE, List.of(), Clock.systemUTC(), bound -> 0, HostNames.OFFLINE);

  private static final String DEPLOYMENT =
      """
      metadata:
        name: web
        labels: {app: web}
      spec:
        replicas: 1
        containers:
        - name: main
          image: shop/web:1
        - name: proxy
          image: proxy:latest
          securityContext: {privileged: true}
      """;

  @Test
  void ofAConjunctionTheOperandThatIsFalse() {
    assertReason(
        "object.metadata.name == 'web' && object.spec.replicas > 1",
        """
        object.spec.replicas > 1
        is false, object.spec.replicas is 1
        at 1\
        """);
  }

  @Test
  void ofAChainTheFirst() {
    assertReason(
        "true && 1 < 2 && object.metadata.name.startsWith('x') && object.spec.replicas > 1",
        """
        object.metadata.name.startsWith('x')
        is false, object.metadata.name is 'web'
        at web\
        """);
  }

  @Test
  void ofADisjunctionAllOfIt() {
    assertReason(
        "(object.spec.replicas > 3 || object.metadata.name == 'x') && true",
        """
        object.spec.replicas > 3 || object.metadata.name == 'x'
        is false, object.spec.replicas is 1, object.metadata.name is 'web'
        at 1\
        """);
  }

  @Test
  void theItemForWhichTheBodyOfAllIsFalse() {
    assertReason(
        "object.spec.containers.all(c, c.name != '' && !c.image.endsWith(':latest'))",
        """
        !c.image.endsWith(':latest')
        is false, c.image is 'proxy:latest'
        at proxy:latest\
        """);
  }

  @Test
  void theItemThatExistsAndShouldNot() {
    assertReason(
        "!object.spec.containers.exists(c, c.?securityContext.?privileged.orValue(false))",
        """
        c.?securityContext.?privileged.orValue(false)
        is true, c.?securityContext.?privileged is true
        at true\
        """);
  }

  @Test
  void ofNothingThatExistsTheList() {
    assertReason(
        "object.spec.containers.exists(c, c.name == 'log')",
        """
        object.spec.containers.exists(c, c.name == 'log')
        is false, object.spec.containers is [{name: main, image: shop/web:1}, {name: proxy, image: proxy…
        at containers\
        """);
  }

  @Test
  void theBranchThatWasTaken() {
    assertReason(
        "object.spec.replicas > 5 ? true : object.metadata.labels.app == 'shop'",
        """
        object.metadata.labels.app == 'shop'
        is false, object.metadata.labels.app is 'web'
        at web\
        """);
  }

  @Test
  void forSomethingMissingItsNearestAncestor() {
    assertReason(
        "has(object.spec.strategy)",
        """
        has(object.spec.strategy)
        is false, object.spec.strategy is missing
        at spec\
        """);
  }

  @Test
  void forAKeyThatIsNotThereTheMap() {
    assertReason(
        "'team' in object.metadata.labels",
        """
        'team' in object.metadata.labels
        is false, object.metadata.labels is {app: web}
        at labels\
        """);
  }

  @Test
  void ofAnErrorTheInnermostPart() {
    assertReason(
        "object.spec.replicas == 1 && object.spec.strategy.type == 'Recreate'",
        """
        object.spec.strategy.type == 'Recreate'
        is an error, object.spec.strategy is missing
        at spec\
        """);
  }

  @Test
  void anErrorInsideALoop() {
    assertReason(
        "object.spec.containers.all(c, c.securityContext.privileged == false)",
        """
        c.securityContext.privileged == false
        is false, c.securityContext.privileged is true
        at true\
        """);
    assertReason(
        "object.spec.containers.all(c, c.resources.limits.memory != '')",
        """
        c.resources.limits.memory != ''
        is an error, c.resources is missing
        at -\
        """);
  }

  @Test
  void signsAndWordsInTextsDivideNothing() {
    assertReason(
        "object.metadata.name == 'a && b' + \"c, || d\" // && more",
        """
        object.metadata.name == 'a && b' + "c, || d"
        is false, object.metadata.name is 'web'
        at web\
        """);
  }

  @Test
  void aPartOfAMovedTextIsFoundInTheWrittenOne() {
    String written = "object.spec.containers.all(c, c.image != 'x') && object.spec.replicas > 1";
    String moved = written.replace("object.spec", "object.spec.template.spec");
    String part = "object.spec.template.spec.replicas > 1";
    int start = moved.indexOf(part);

    Span found =
        new CelTokens(moved).in(new CelTokens(written), new Span(start, start + part.length()));

    assertThat(found).isNotNull();
    assertThat(written.substring(found.start(), found.end())).isEqualTo("object.spec.replicas > 1");
    assertThat(new CelTokens("a + b").in(new CelTokens("a * b"), new Span(0, 1))).isNull();
  }

  private static void assertReason(String expression, String expected) {
    YamlDocument document = YamlParser.parse(new Source("manifest"), DEPLOYMENT);
    CelExpression compiled =
        (CelExpression) CelEnvironment.of(CelDialect.VALIDATING).compile(expression);
    CelReason reason =
        compiled.explain(CelInput.of(Map.of("object", document.root()), NOWHERE)).orElseThrow();
    Span within = reason.within();
    String seen =
        reason.seen().stream().map(CelReason.Seen::text).collect(Collectors.joining(", "));
    assertThat(
            expression.substring(within.start(), within.end())
                + "\nis "
                + reason.outcome()
                + (seen.isEmpty() ? "" : ", " + seen)
                + "\nat "
                + text(document, reason.place()))
        .isEqualTo(expected);
  }

  private static String text(YamlDocument document, Place place) {
    Span span = document.span(place.node(), place.part());
    return document.text().substring(span.start(), span.end());
  }
}
