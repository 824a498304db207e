package dev.ephor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.expression.cel.CelCompilation;
import dev.ephor.expression.cel.CelDialect;
import dev.ephor.expression.cel.CelEnvironment;
import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelInput;
import dev.ephor.expression.cel.CelProblem;
import dev.ephor.expression.cel.CelResult;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.CronSchedule;
import dev.ephor.kubernetes.GoDuration;
import dev.ephor.kubernetes.ImageReference;
import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Quantity;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.value.MapValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Languages inside scalars: valid texts with a few characters changed. */
class MangledTextsTest {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final MapValue OBJECT = Seeds.of("objects.yaml").get(0);
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  private static final List<String> CEL =
      List.of(
          "object.spec.containers.all(c, c.image.startsWith('nginx') && c.?tty.orValue(false))",
          "object.metadata.labels.exists_one(k, k.matches('^[a-z]+$')) ? [1, 2][0] : {'a': 1}.a",
          "[3, 1, 2].sort().map(i, i * 2).sum() % 3 == -7 / 2 && 1u + 2u > 3u",
          "'%s is %.2f of %d and %x %b %e'.format(['a', 1.5, 7, 255, 5, 0.1])",
          "'a,b'.split(',').join('-').replace('a', 'x', 1).substring(0, 2).charAt(1).lowerAscii()",
          "quantity('1.5Gi').add(quantity('500Mi')).isGreaterThan(quantity('1e3')) &&"
              + " isQuantity('x')",
          "duration('1h30m') + timestamp('2026-01-02T03:04:05Z') > time.now()",
          "timestamp('2026-01-02T03:04:05Z').getDayOfWeek('+05:30') == int('7') + int(7.9)",
          "ip('10.0.0.1').family() == 4 && cidr('10.0.0.0/8').containsIP('10.1.1.1')",
          "url('https://a.b:8/c?d=e#f').getQuery()['d'][0] + url('http://x').getHostname()",
          "semver('1.2.3-rc.1').isLessThan(semver('v2', true)) && isSemver('1')",
          "image('ghcr.io/a/b:1@sha256:aa').registry() + parseImageReference('x').tag()",
          "json.unmarshal('{\"a\": [1, null, 1e9]}').a.size() + json.marshal({'b': b'x'}).size()",
          "yaml.parse('a: {b: [c]}').a.b.filter(x, x != 'c').reverse().flatten(3)",
          "base64.decode(base64.encode(b'hello')) == b'hello' || sha256('a') == md5('b')",
          "regex.replace('abc', '(b)', '<$1>') + regex.extract('k=v', 'k=(.*)').orValue('')",
          "math.greatest([1, 2.5]) + double(math.bitAnd(6, 3)) + math.round(2.345, 2)",
          "sets.contains([1, 2], [2]) && [1, 2].slice(0, 1).distinct() == lists.range(1)",
          "cel.bind(x, object.spec, has(x.volumes) && x.volumes[0].name in ['x'])",
          "[1, 2].transformMap(i, v, v > 1, {string(i): v}).size() + {'a': 1}.transformList(k, v,"
              + " v)[0]",
          "listObjToMap([{'k': dyn('a'), 'v': dyn(1)}], [{'k': dyn('a'), 'w': dyn(2)}], 'k', 'w')",
          "dyn(object).spec == null || type(1) == int || optional.of(1).hasValue() || !true",
          "parseServiceAccount('system:serviceaccount:ns:name').Name + time.toCron(time.now())",
          "resource.Get('v1', 'configmaps', 'default', 'settings').data.?age.value()",
          "random('[a-z]{3,5}[[:x]') + 'x'.find('[x-z]').upperAscii().trim() + string(1.0/3.0)",
          "'''a\\tb''' + r'c\\d' + \"\\u00e9\\x41\\101\" + string(b'\\xff'.size())");

  private static final List<String> JMESPATH =
      List.of(
          "regex_match('^[a-z]{1,3}(?i)x+$', 'abc') && regex_replace_all('(a)(?P<n>b)', 'ab',"
              + " '$2${n}')",
          "regex_replace_all_literal('[[:alpha:]]', @.metadata.name, 'x')",
          "pattern_match('w?b-*', metadata.name) || random('[0-9a-f]{8}\\\\d\\\\w')",
          "time_add('2026-01-02T03:04:05Z', '1h') > time_truncate('2026-01-02T03:04:05Z', '10m')",
          "time_parse('2006-01-02', '2026-02-30') || time_to_cron('2026-01-02T03:04:05Z')",
          "time_diff(time_utc('2026-01-02T03:04:05+02:00'), time_now()) || time_since('',"
              + " '2026-01-02T03:04:05Z', '')",
          "semver_compare('1.2.3', '>=1.0.0 <2.0.0 || !=3.x') && path_canonicalize('a/../b//')",
          "add('1Gi', '500Mi') || divide('1h', '7m') || modulo('10', `3`) || multiply('1.5',"
              + " '2Ki')",
          "round(`1.2345`, `2`) || subtract('5', '1m') || sum(['1Gi', '2Gi'])",
          "parse_json('{\"a\": [1, 2]}').a[0] || parse_yaml('a: [b, {c: d}]').a[-1:]",
          "to_number(base64_decode(base64_encode('7'))) || sha256('x') || md5('y')",
          "items(metadata.labels, 'k', 'v') || object_from_lists(['a'], [`1`]) || zip(['a'],"
              + " ['b'])",
          "split('a,b', ',') | join('-', @) | truncate(@, `2`) | trim_prefix(@, 'a')",
          "image_normalize('nginx@sha256:aa') || is_external_url('http://10.0.0.1:8/x')",
          "label_match(`{\"app\": \"web\"}`, metadata.labels) || lookup(`[1, 2]`, `1`)",
          "x509_decode('-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----')",
          "sort_by(spec.containers, &name)[0].{n: name, l: length(image)} | merge(@, `{\"a\":"
              + " null}`)",
          "max_by(spec.containers, &length(name)).ports[?hostPort > `7` &&"
              + " !protocol].containerPort",
          "spec.containers[].[name, image][] | reverse(@) | [::2] | to_string(@) | to_upper(@)");

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "'",
          "\"",
          "`",
          ".",
          ",",
          "-",
          "*",
          "+",
          "?",
          "|",
          "&",
          "!",
          "\\",
          "$",
          "^",
          "@",
          ":",
          "9",
          "99999999999999999999",
          "0x",
          "1e400",
          "é",
          "😀",
          "\n",
          "null",
          "\\Q",
          "(?P<",
          "{1001}",
          "[[:",
          "\\p{",
          "%",
          "%s",
          "  ",
          "object",
          "[0]",
          "inf",
          "-0");

  @Property(tries = 900, shrinking = ShrinkingMode.OFF)
  void celIsRefusedOrHasAnAnswer(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    String text = mangler.text(mangler.pick(CEL), PIECES);
    CelDialect dialect = mangler.pick(List.of(CelDialect.values()));
    holds(text, () -> cel(text, dialect));
  }

  private static void cel(String text, CelDialect dialect) {
    CelCompilation compiled = CelEnvironment.of(dialect).compile(text);
    if (compiled instanceof CelProblem problem) {
      assertThat(problem.message()).isNotEmpty();
      return;
    }
    Map<String, Object> bindings = new HashMap<>();
    bindings.put("object", OBJECT);
    CelResult result = ((CelExpression) compiled).evaluate(CelInput.of(bindings, world()));
    if (result instanceof CelResult.Failure failure) {
      assertThat(failure.message()).isNotEmpty();
    }
  }

  private static GivenWorld world() {
    return GivenWorld.ofApply(
        ValuesFile.NONE, Seeds.of("objects.yaml"), NOW, bound -> 0, HostNames.OFFLINE);
  }

  @Property(tries = 1_500, shrinking = ShrinkingMode.OFF)
  void jmesPathIsRefusedOrHasAnAnswer(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    String text = mangler.text(mangler.pick(JMESPATH), PIECES);
    holds(
        text,
        () -> {
          Expression expression = Expression.parse(text);
          expression.check();
          Setting setting = new Setting(NOW, bound -> 0, HostNames.OFFLINE, ImageDefaults.STANDARD);
          if (expression.evaluate(OBJECT, setting) instanceof Answer.Failed failed) {
            assertThat(failed.message()).isNotEmpty();
          }
        });
  }

  @Property(tries = 4_000, shrinking = ShrinkingMode.OFF)
  void amountsSchedulesAndNamesAreReadOrNot(@ForAll long seed) {
    Mangler mangler = new Mangler(seed);
    String text =
        mangler.text(
            mangler.pick(
                List.of(
                    "1.5Gi",
                    "100m",
                    "-2e3",
                    "1h30m5.5s",
                    "*/5 1-7,9 * jan mon#2",
                    "@every 1h",
                    "CRON_TZ=Europe/Vienna 0 0 * * *",
                    "ghcr.io:443/a/b_c:v1@sha256:00ff",
                    "apps/v1/Deployment/scale",
                    "*/Pod.status",
                    "we?-*x*")),
            PIECES);
    holds(
        text,
        () -> {
          shown(Quantity.parse(text));
          shown(GoDuration.parse(text));
          CronSchedule.problem(text);
          KindSelector.of(text);
          Wildcard.matches(text, text.repeat(3));
          try {
            ImageReference.parse(text, "docker.io", true);
          } catch (ImageReference.InvalidImage told) {
            assertThat(told.getMessage()).isNotEmpty();
          }
        });
  }

  private static void holds(String text, ThrowingCallable work) {
    Duration start = ProcessorTime.now();
    assertThatCode(work).as(text).doesNotThrowAnyException();
    assertThat(ProcessorTime.now().minus(start)).as(text).isLessThan(LIMIT);
  }

  /** What can be read can be shown. */
  private static void shown(@Nullable Object value) {
    assertThat(String.valueOf(value)).isNotEmpty();
  }
}
