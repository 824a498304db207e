package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.context.Randomness;
import dev.ephor.context.Reply;
import dev.ephor.expression.cel.value.PlainValues;
import dev.ephor.value.GoJson;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the libraries: an expression and, as JSON or as an error, what it gives. */
class CelLibrariesTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

  /** A world that has one config map, chance that always takes the first, and noon. */
  private static final Facts WORLD =
      new Facts() {
        @Override
        @SuppressWarnings("unchecked") // the answer's type is the question's
        public <T> T ask(Question<T> question) {
          if (question instanceof Question.Time) {
            return (T) NOON;
          } else if (question instanceof Question.Chance) {
            return (T) (Randomness) bound -> 0;
          } else if (question instanceof Question.KubernetesObjects asked
              && asked.namespace().equals("shop")
              && asked.name().equals("team")) {
            return (T) new Reply.Found(PlainValues.toValue(Map.of("data", Map.of("owner", "ada"))));
          }
          return (T) Reply.UNAVAILABLE;
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // texts
        "'äöü'.charAt(1)                              | `\"ö\"`",
        "'hello'.replace('', '-')                     | `\"-h-e-l-l-o-\"`",
        "'a,b,c'.split(',', 2)                        | `[\"a\",\"b,c\"]`",
        "''.split(',')                                | `[\"\"]`",
        "'hello'.substring(3, 1)  | error: invalid substring range. start: 3, end: 1",
        "strings.quote('a\\tb')                       | `\"\\\"a\\\\tb\\\"\"`",
        "'%.3f %e'.format([12345.6789, 0.00012]) | `\"12,345.679 1.200000×10⁻⁰⁴\"`",
        "'%d'.format([object.replicas]) | error: error during formatting: decimal clause can only"
            + " be used on integers, was given double",
        // lists and numbers
        "[[1], [2, 3]].flatten()                      | [1,2,3]",
        "[1, 2, 3].slice(1, 9)    | `error: cannot slice(1, 9), list is length 3`",
        "['b', 'a'].sort()                            | `[\"a\",\"b\"]`",
        "[].max()                                     | error: max called on empty list",
        "math.round(2.675, 2)                         | 2.68",
        "math.bitShiftRight(-1, 63)                   | 1",
        "math.greatest([1, 5, 3])                     | 5",
        "9223372036854775807 + 1                      | error: integer overflow",
        "sets.equivalent([1, 2], [2, 1, 1])           | true",
        // regular expressions and encodings
        "'a1b22'.findAll('[0-9]+')                    | `[\"1\",\"22\"]`",
        "regex.replace('abc', '(b)', '-\\\\1-')       | `\"a-b-c\"`",
        "regex.extract('abc', '(a)(b)') "
            + "| error: regular expression has more than one capturing group: \"(a)(b)\"",
        "string(base64.decode('aGk'))                 | `\"hi\"`",
        "base64.decode('aG!')     | error: illegal base64 data at input byte 2",
        // Kubernetes
        "ip('1.2.3') | error: IP Address \"1.2.3\" parse error during conversion from string:"
            + " ParseAddr(\"1.2.3\"): IPv4 address too short",
        "string(ip('2001:DB8:0:0:1:0:0:1'))           | `\"2001:db8::1:0:0:1\"`",
        "cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') | true",
        "quantity('1.5Gi').asInteger()                | 1610612736",
        "quantity('500m').add(quantity('0.5')) == quantity('1') | true",
        "semver('v1.2', true).compareTo(semver('1.2.0-rc.1')) | 1",
        "semver('1.2')            | error: No Major.Minor.Patch elements found",
        "url('https://a.b:1/c?x=1&x=2').getQuery()    | `{\"x\":[\"1\",\"2\"]}`",
        "format.dns1123Label().validate('ok')         | null",
        "format.uuid().validate('x').value()          | `[\"does not match the UUID format\"]`",
        // Kyverno
        "image('ghcr.io/o/app:1').tag()               | `\"1\"`",
        "parseImageReference('nginx').registry()      | `\"index.docker.io\"`",
        "isImage('UPPER')                             | false",
        "hash.md5('hello')        | `\"5d41402abc4b2a76b9719d911017c592\"`",
        "json.unmarshal('{\"a\": 1}').a == 1          | true",
        "json.marshal([null, 1.0, 'x'])               | error: list",
        "yaml.parse('a: [')       | error: error converting YAML to JSON: yaml: line 1: did not"
            + " find expected node content",
        "yaml.parse('a: b: c')    | error: error converting YAML to JSON: yaml: mapping values are"
            + " not allowed in this context",
        "gzip.decompress(gzip.compress('hello'))      | `\"hello\"`",
        "time.now()                                   | `\"2026-01-02T12:00:00Z\"`",
        "time.toCron(time.now())                      | `\"0 12 2 1 5\"`",
        "random('[a-b]{3}')                           | `\"aaa\"`",
        "listObjToMap([{'k': 'a'}], [{'v': 1}], 'k', 'v') | `{\"a\":1}`",
        "parseServiceAccount('system:serviceaccount:ns:me').Name | `\"me\"`",
        "parseServiceAccount('system:serviceaccount:ns:me:too').Name | `\"me:too\"`",
        "resource.Get('v1', 'configmaps', 'shop', 'team').data.owner | `\"ada\"`",
        "type(resource.get('v1', 'configmaps', 'shop', 'other')) == type(null) | true",
        "resource.List('apps/v1', 'deployments', 'shop') | error: failed to list resource:"
            + " deployments.apps resource not found",
        "globalContext.Get('none', '') == null | true",
        "image.GetMetadata('nginx') | error: failed to get image data: image data for nginx not"
            + " found in the context",
        "resource.Post('v1', 'configmaps', {'a': 'b'}) | error: internal error: not implemented",
      })
  void functions(String text, String expected) {
    if (expected.equals("error: list")) {
      // Literals of several types are refused, except below a call of format.
      assertThat(answer(CelDialect.VALIDATING, text)).contains("expected type 'null");
      assertThat(answer(CelDialect.GENERATING, text)).isEqualTo("\"[0,1,\\\"x\\\"]\"");
      return;
    }
    assertThat(answer(CelDialect.VALIDATING, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "generator.Apply('ns', [{'kind': 'x'}])  | GENERATING | VALIDATING",
        "jsonpatch.escapeKey('a/b')              | MUTATING   | VALIDATING",
        "parseServiceAccount('x')                | VALIDATING | GENERATING",
        "x509.decode('x')                        | VALIDATING | IMAGE_VALIDATING",
        "[1].all(i, v, v > 0)                    | VALIDATING | GENERATING",
        "ref.startsWith('ghcr.io/')              | IMAGE_REFERENCE | VALIDATING",
        "exceptions.allowedImages                | MUTATING   | DELETING",
        "authorizer.path('/healthz')             | ADMISSION  | VALIDATING",
        "resource.Get('v1', 'pods', 'ns', 'x')   | DELETING   | ADMISSION",
      })
  void notEveryDialectHasEveryName(String text, CelDialect with, CelDialect without) {
    assertThat(CelEnvironment.of(with).compile(text)).isInstanceOf(CelExpression.class);
    assertThat(CelEnvironment.of(without).compile(text)).isInstanceOf(CelProblem.class);
  }

  /** Every function of Kyverno has the spellings that its documentation ever had. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource.Get('v1', 'pods', 'a', 'b')",
        "resource.get('v1', 'pods', 'a', 'b')",
        "resource.List('v1', 'pods', 'a')",
        "resource.list('v1', 'pods', 'a', {'app': 'web'})",
        "resource.Post('v1', 'pods', 'a', {'a': 'b'})",
        "resource.post('v1', 'pods', {'a': 'b'})",
        "resource.ToGVR('v1', 'Pod')",
        "resource.toGVR('v1', 'Pod')",
        "resource.List(resource.ToGVR('v1', 'Pod'), 'a')",
        "http.Get('https://a.io')",
        "http.get('https://a.io', {'x': 'y'})",
        "http.Post('https://a.io', 1)",
        "http.post('https://a.io', [1], {'x': 'y'})",
        "http.Client('').Get('https://a.io')",
        "http.client('').post('https://a.io', null)",
        "globalContext.Get('a', 'b')",
        "globalContext.get('a')",
        "image.GetMetadata('nginx')",
        "image.getMetadata('nginx')",
        "parseImageReference('nginx').containsDigest()",
        "image('nginx').identifier()",
        "image('nginx').repository() + image('nginx').digest()",
        "sha1('a') + sha256('a') + md5('a')",
        "hash.sha1('a') + hash.sha256('a') + hash.md5('a')",
        "random() + random('[a-z]')",
        "random.random() + random.random('[a-z]')",
        "listObjToMap([{'k': 'a'}], [{'v': 'b'}], 'k', 'v')",
        "transform.listObjToMap([{'k': 'a'}], [{'v': 'b'}], 'k', 'v')",
        "parseServiceAccount('a').Name",
        "user.parseServiceAccount('a').Namespace",
        "json.marshal({'a': 1})",
        "json.unmarshal('1')",
        "yaml.parse('a: 1')",
        "gzip.decompress(gzip.compress('a'))",
        "time.toCron(time.now())",
        "time.truncate(timestamp('2026-01-02T03:04:05Z'), duration('1h'))",
        "x509.decode('a')",
        "math.round(1.5, 0)",
      })
  void everySpellingCompiles(String text) {
    assertThat(CelEnvironment.of(CelDialect.VALIDATING).compile(text))
        .isInstanceOf(CelExpression.class);
  }

  @Test
  void whatIsGeneratedIsCollected() {
    CelInput input = CelInput.of(Map.of(), WORLD);
    CelCompilation compiled =
        CelEnvironment.of(CelDialect.GENERATING)
            .compile("generator.apply('shop', [{'kind': 'ConfigMap'}])", "bool");
    assertThat(((CelExpression) compiled).evaluate(input).isTrue()).isTrue();
    assertThat(input.generated())
        .containsExactly(
            new CelInput.Generated("shop", PlainValues.toValue(Map.of("kind", "ConfigMap"))));
  }

  @Test
  void aNamespacedPolicyNamesNoNamespace() {
    CelCompilation compiled =
        CelEnvironment.of(CelDialect.VALIDATING, true)
            .compile("resource.Get('v1', 'configmaps', 'team').data.owner == 'ada'");
    CelInput input = CelInput.of(Map.of(), WORLD).inNamespace("shop");
    assertThat(((CelExpression) compiled).evaluate(input).isTrue()).isTrue();
  }

  /** Only dialects that start from Kubernetes' environment look at constants beforehand. */
  @Test
  void constantsAreComputedBeforehandOrNot() {
    assertThat(answer(CelDialect.VALIDATING, "int('x')"))
        .isEqualTo("type conversion error from 'string' to 'int'");
    assertThat(answer(CelDialect.GENERATING, "int('x')"))
        .isEqualTo("error: type conversion error from 'string' to 'int'");
  }

  @Test
  void loopsWithoutEndAreStopped() {
    assertThat(
            answer(
                CelDialect.VALIDATING,
                "lists.range(2000).all(x, lists.range(2000).all(y, x + y >= 0))"))
        .isEqualTo("error: operation cancelled: actual cost limit exceeded");
  }

  @Test
  void variablesAreComputedOnceAndOnlyWhenRead() {
    CelEnvironment environment = CelEnvironment.of(CelDialect.VALIDATING);
    environment = environment.withVariable("broken", compiled(environment, "object.nope"));
    environment = environment.withVariable("twice", compiled(environment, "[1, 2].map(x, x * 2)"));
    CelInput input = CelInput.of(bindings(), WORLD).withVariables(environment.variables());
    assertThat(compiled(environment, "variables.twice.size() == 2").evaluate(input).isTrue())
        .isTrue();
    assertThat(compiled(environment, "variables.broken == 1").evaluate(input))
        .isEqualTo(new CelResult.Failure("no such key: nope"));
    assertThat(environment.compile("variables.twyce"))
        .isInstanceOfSatisfying(
            CelProblem.class,
            problem ->
                assertThat(problem.findings())
                    .containsExactly(new CelProblem.Finding(9, "undefined field 'twyce'")));
  }

  private static CelExpression compiled(CelEnvironment environment, String text) {
    return (CelExpression) environment.compile(text);
  }

  private static Map<String, Object> bindings() {
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("object", Map.of("replicas", 3.0, "names", List.of("a")));
    return bindings;
  }

  private static String answer(CelDialect dialect, String text) {
    CelCompilation compiled = CelEnvironment.of(dialect).compile(text);
    if (compiled instanceof CelProblem problem) {
      return problem.message();
    }
    CelResult result = ((CelExpression) compiled).evaluate(CelInput.of(bindings(), WORLD));
    return result instanceof CelResult.Success success
        ? GoJson.write(PlainValues.toValue(success.value()), 1_000)
        : "error: " + ((CelResult.Failure) result).message();
  }
}
