package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.kubernetes.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  private static final Map<String, String> LABELS =
      Map.of("app", "web", "app.kubernetes.io/part-of", "shop", "empty", "");

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource({
    "app,                  web,   true",
    "app,                  api,   false",
    "team,                 web,   false",
    "empty,                '',    true",
    "app,                  'w*',  true",
    "app,                  '?',   false",
    "'*',                  shop,  true",
    "'app.kubernetes.io/*','s*',  true",
    "'*',                  bank,  false",
    "'not a key',          web,   false",
  })
  void matchLabels(String key, String value, boolean matches) {
    assertThat(new LabelSelector(Map.of(key, value), List.of()).matches(LABELS)).isEqualTo(matches);
  }

  @ParameterizedTest(name = "{0} {1} {2} -> {3}")
  @CsvSource({
    "app,   In,           'web api', true",
    "app,   In,           'api',     false",
    "team,  In,           'web',     false",
    "app,   NotIn,        'api',     true",
    "app,   NotIn,        'web',     false",
    "team,  NotIn,        'web',     true",
    "app,   Exists,       '',        true",
    "team,  Exists,       '',        false",
    "app,   DoesNotExist, '',        false",
    "team,  DoesNotExist, '',        true",
    "app,   In,           '',        false",
    "team,  NotIn,        '',        false",
    "app,   Exists,       'web',     false",
    "team,  Gt,           '1',       false",
    "-team, DoesNotExist, '',        false",
    "a/b/c, DoesNotExist, '',        false",
    "A/b,   DoesNotExist, '',        false",
    "x.y/b, DoesNotExist, '',        true",
  })
  void matchExpressions(String key, String operator, String values, boolean matches) {
    List<String> list = values.isEmpty() ? List.of() : List.of(values.split(" "));
    LabelSelector selector =
        new LabelSelector(Map.of(), List.of(new Requirement(key, operator, list)));
    assertThat(selector.matches(LABELS)).isEqualTo(matches);
  }
}
