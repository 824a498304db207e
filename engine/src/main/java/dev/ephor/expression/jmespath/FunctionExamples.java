package dev.ephor.expression.jmespath;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An example of each function: an expression and, where it is always the same, its answer. */
public final class FunctionExamples {

  /** One a line: name, expression, answer as JSON; none for what time and chance answer. */
  private static final String TABLE =
      """
      abs: abs(`-3`) => 3
      add: add('1Gi', '512Mi') => "1536Mi"
      avg: avg(`[1, 2, 6]`) => 3
      base64_decode: base64_decode('aGVsbG8=') => "hello"
      base64_encode: base64_encode('hello') => "aGVsbG8="
      ceil: ceil(`1.2`) => 2
      compare: compare('a', 'b') => -1
      contains: contains(['CREATE', 'UPDATE'], 'CREATE') => true
      divide: divide('1Gi', '512Mi') => 2
      ends_with: ends_with('nginx:latest', ':latest') => true
      equal_fold: equal_fold('Prod', 'PROD') => true
      floor: floor(`1.8`) => 1
      image_normalize: image_normalize('nginx') => "docker.io/nginx:latest"
      is_external_url: is_external_url('http://10.0.0.1/') => false
      items: items({a: `1`}, 'key', 'value') => [{"key":"a","value":1}]
      join: join(',', ['a', 'b']) => "a,b"
      keys: keys({a: `1`, b: `2`}) => ["a","b"]
      label_match: label_match({app: 'web'}, {app: 'web', tier: 'front'}) => true
      length: length(['a', 'b']) => 2
      lookup: lookup({a: 'x'}, 'a') => "x"
      map: map(&name, [{name: 'a'}, {name: 'b'}]) => ["a","b"]
      max: max(`[1, 3, 2]`) => 3
      max_by: max_by([{n: `1`}, {n: `2`}], &n) => {"n":2}
      md5: md5('a') => "0cc175b9c0f1b6a831c399e269772661"
      merge: merge({a: `1`}, {b: `2`}) => {"a":1,"b":2}
      min: min(`[1, 3, 2]`) => 1
      min_by: min_by([{n: `1`}, {n: `2`}], &n) => {"n":1}
      modulo: modulo(`7`, `4`) => 3
      multiply: multiply('100m', `3`) => "300m"
      not_null: not_null(`null`, 'x') => "x"
      object_from_lists: object_from_lists(['a', 'b'], ['x', 'y']) => {"a":"x","b":"y"}
      parse_json: parse_json('{"a": 1}') => {"a":1}
      parse_yaml: parse_yaml('a: 1') => {"a":1}
      path_canonicalize: path_canonicalize('/var/../etc//x') => "/etc/x"
      pattern_match: pattern_match('prod-*', 'prod-web') => true
      random: random('[a-z]{8}')
      regex_match: regex_match('^v[0-9]+$', 'v12') => true
      regex_replace_all: regex_replace_all('([a-z])([0-9])', 'a1 b2', '$2$1') => "1a 2b"
      regex_replace_all_literal: regex_replace_all_literal('[0-9]+', 'a1b22', '#') => "a#b#"
      replace: replace('aaa', 'a', 'b', `2`) => "bba"
      replace_all: replace_all('a.b.c', '.', '-') => "a-b-c"
      reverse: reverse(['a', 'b']) => ["b","a"]
      round: round(`3.14159`, `2`) => 3.14
      semver_compare: semver_compare('1.2.3', '>=1.0.0') => true
      sha1: sha1('a') => "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"
      sha256: sha256('') => "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      sort: sort(['b', 'a']) => ["a","b"]
      sort_by: sort_by([{n: `2`}, {n: `1`}], &n) => [{"n":1},{"n":2}]
      split: split('a,b', ',') => ["a","b"]
      starts_with: starts_with('prod-web', 'prod-') => true
      subtract: subtract('1h', '15m0s') => "45m0s"
      sum: sum(['100m', '1']) => "1100m"
      time_add: time_add('2024-01-01T00:00:00Z', '36h') => "2024-01-02T12:00:00Z"
      time_after: time_after('2024-01-02T00:00:00Z', '2024-01-01T00:00:00Z') => true
      time_before: time_before('2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z') => true
      time_between: time_between('2024-01-02T00:00:00Z', '2024-01-01T00:00:00Z', '2024-01-03T00:00:00Z') => true
      time_diff: time_diff('2024-01-01T00:00:00Z', '2024-01-01T06:00:00Z') => "6h0m0s"
      time_now: time_now()
      time_now_utc: time_now_utc()
      time_parse: time_parse('2006-01-02', '2024-02-29') => "2024-02-29T00:00:00Z"
      time_since: time_since('', '2024-01-01T00:00:00Z', '2024-01-01T06:00:00Z') => "6h0m0s"
      time_to_cron: time_to_cron('2024-02-29T12:30:00Z') => "30 12 29 2 4"
      time_truncate: time_truncate('2024-01-01T00:17:00Z', '1h') => "2024-01-01T00:00:00Z"
      time_utc: time_utc('2024-01-01T02:00:00+02:00') => "2024-01-01T00:00:00Z"
      to_array: to_array('a') => ["a"]
      to_boolean: to_boolean('True') => true
      to_lower: to_lower('ABC') => "abc"
      to_number: to_number('12') => 12
      to_string: to_string({a: `1`}) => "{\\"a\\":1}"
      to_upper: to_upper('abc') => "ABC"
      trim: trim('--a-b--', '-') => "a-b"
      trim_prefix: trim_prefix('v1.2', 'v') => "1.2"
      truncate: truncate('kubernetes', `4`) => "kube"
      type: type(`[1]`) => "array"
      values: values({a: `1`}) => [1]
      x509_decode: x509_decode(request.object.data."tls.crt") | Subject
      """;

  private static final Map<String, Example> EXAMPLES = read();

  private FunctionExamples() {}

  /**
   * An example.
   *
   * @param expression a whole expression
   * @param answer its value as JSON; empty where that depends on more
   */
  public record Example(String expression, String answer) {}

  /** The example of a function. */
  public static Optional<Example> of(String function) {
    return Optional.ofNullable(EXAMPLES.get(function));
  }

  private static Map<String, Example> read() {
    Map<String, Example> examples = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      int colon = line.indexOf(": ");
      int arrow = line.lastIndexOf(" => ");
      String expression = line.substring(colon + 2, arrow < 0 ? line.length() : arrow);
      String answer = arrow < 0 ? "" : line.substring(arrow + 4);
      examples.put(line.substring(0, colon), new Example(expression, answer));
    }
    return examples;
  }
}
