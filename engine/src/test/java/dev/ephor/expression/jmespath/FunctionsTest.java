package dev.ephor.expression.jmespath;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each family of functions answers; an expected text that begins with ! is an error. */
class FunctionsTest {

  private static final Set<String> SEEN = new HashSet<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          add(`1`, `2.5`)                                     | 3.5
          add('1Gi', '512Mi')                                 | '1536Mi'
          add('1h', '30m0s')                                  | '1h30m0s'
          add(`1`, '1h')                                      | !JMESPath function 'add': Types mismatch
          add('abc', `1`)                                     | !JMESPath function 'add': invalid operand
          sum([`1`, `2`, `3`])                                | 6
          sum(['100m', '1'])                                  | '1100m'
          sum(`[]`)                                           | !JMESPath function 'sum': at least one element in the array is required
          subtract('1h', '1h30m')                             | '-30m0s'
          multiply('100m', `3`)                               | '300m'
          multiply(`1.5`, '1h')                               | '1h30m0s'
          divide('1Gi', '512Mi')                              | 2
          divide('10', `3`)                                   | '3'
          divide(`1`, `0`)                                    | !JMESPath function 'divide': Zero divisor passed
          modulo(`7`, `4`)                                    | 3
          modulo('3h', '2h')                                  | '1h0m0s'
          modulo(`7.5`, `2`)                                  | !JMESPath function 'modulo': Non-integer argument(s) passed for modulo
          round(`3.14159`, `2`)                               | 3.14
          round(`-2.5`, `0`)                                  | -3
          abs(`-3`)                                           | 3
          ceil(`1.2`)                                         | 2
          floor(`1.8`)                                        | 1
          avg(`[1, 2]`)                                       | 1.5
          max(`[1, 3, 2]`)                                    | 3
          min(['b', 'a'])                                     | 'a'
          to_number('1e3')                                    | 1000
          to_number('x')                                      | null
          starts_with('kyverno', 'ky')                        | true
          ends_with('kyverno', 'no')                          | true
          join('-', ['a', 'b'])                               | 'a-b'
          compare('a', 'b')                                   | -1
          compare('a', 'b') == `-1`                           | false
          equal_fold('Straße', 'STRAßE')                      | true
          replace('aaa', 'a', 'b', `2`)                       | 'bba'
          replace('ab', '', '-', `-1`)                        | '-a-b-'
          replace_all('a.b.c', '.', '/')                      | 'a/b/c'
          to_upper('straße')                                  | 'STRAßE'
          to_lower('ÄB')                                      | 'äb'
          trim('¡¡Hi!', '!¡')                                 | 'Hi'
          trim_prefix('v1.2', 'v')                            | '1.2'
          split('a,b,', ',')                                  | ['a','b','']
          split('äb', '')                                     | ['ä','b']
          truncate('日本語', `2`)                              | '日本'
          truncate('abc', `-1`)                               | ''
          pattern_match('prod-*', 'prod-eu')                  | true
          to_boolean('TrUe')                                  | true
          to_boolean('yes')                                   | !JMESPath function 'to_boolean': lowercase argument must be 'true' or 'false' (provided: 'yes')
          regex_match('^v[0-9]+$', 'v12')                     | true
          regex_match('^1', `12`)                             | true
          regex_match('(', 'x')                               | !error parsing regexp: missing closing ): `(`
          regex_replace_all('(\\w+)@(\\w+)', 'a@b', '$2 at ${1}!') | 'b at a!'
          regex_replace_all('x*', 'abc', '-')                 | '-a-b-c-'
          regex_replace_all_literal('b+', 'abbc', '$1')       | 'a$1c'
          length('日本')                                      | 2
          length(items(`{"a": 1}`, 'k', 'v'))                 | 1
          contains(`[1, 2]`, `2`)                             | true
          contains('abc', 'b')                                | true
          reverse('abc')                                      | 'cba'
          reverse(`[1, 2]`)                                   | [2,1]
          sort(`[3, 1, 2]`)                                   | [1,2,3]
          keys(`{"a": 1}`)                                    | ['a']
          values(`{"a": 1}`)                                  | [1]
          merge(`{"a": 1}`, `{"a": 2, "b": 3}`)               | {'a':2,'b':3}
          not_null(`null`, 'x')                               | 'x'
          to_array('x')                                       | ['x']
          to_string(`{"b": [1, "<"], "a": 1000000}`)          | '{\\'a\\':1000000,\\'b\\':[1,\\'\\\\u003c\\']}'
          type(`1`)                                           | 'number'
          type(compare('a', 'b'))                             | !unknown type
          lookup(`{"a": 1}`, 'a')                             | 1
          lookup(`[1, 2]`, `1`)                               | 2
          lookup(`[1, 2]`, `0.5`)                             | !JMESPath function 'lookup': argument #2: expected an integer number but got: 0.5
          items(`{"b": 2, "a": 1}`, 'k', 'v')                 | [{'k':'a','v':1},{'k':'b','v':2}]
          object_from_lists(['a', 'b'], `[1]`)                | {'a':1,'b':null}
          label_match(`{"a": "1"}`, `{"a": "1", "b": "2"}`)   | true
          map(&a, `[{"a": 1}, {}]`)                           | [1,null]
          max_by(`[{"a": 1}, {"a": 2}]`, &a)                  | {'a':2}
          min_by(`[{"a": 1}, {"a": 2}]`, &a)                  | {'a':1}
          sort_by(`[{"a": 2}, {"a": 1}]`, &a)                 | [{'a':1},{'a':2}]
          sort_by(`[{"a": 2}, {}]`, &a)                       | !error in sort_by comparison
          base64_encode('hi')                                 | 'aGk='
          base64_decode('aGk=')                               | 'hi'
          base64_decode('aG$=')                               | !illegal base64 data at input byte 2
          base64_decode('aGk')                                | !illegal base64 data at input byte 0
          md5('a')                                            | '0cc175b9c0f1b6a831c399e269772661'
          sha1('a')                                           | '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'
          sha256('')                                          | 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
          parse_json('[1, null]')                             | [1,null]
          parse_json('{')                                     | !unexpected end of JSON input
          parse_json('[1 2]')                                 | !invalid character '2' after array element
          parse_yaml('a: [1, yes]')                           | {'a':[1,true]}
          time_now()                                          | '2024-02-29T12:30:45Z'
          time_now_utc()                                      | '2024-02-29T12:30:45Z'
          time_since('', '2024-02-28T12:30:45Z', '')          | '24h0m0s'
          time_add('2023-12-31T23:59:00Z', '1m')              | '2024-01-01T00:00:00Z'
          time_parse('02-01-2006', '29-02-2023')              | !parsing time "29-02-2023": day out of range
          time_parse('1', '1700000000')                       | '2023-11-14T22:13:20Z'
          time_parse('Mon Jan _2 15:04:05 2006', 'Thu Feb  1 01:02:03 2024') | '2024-02-01T01:02:03Z'
          time_utc('2024-01-01T00:00:00+02:00')               | '2023-12-31T22:00:00Z'
          time_diff('2024-01-01T00:00:00Z', '2024-01-01T00:00:01.5Z') | '1.5s'
          time_before('2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z') | true
          time_after('2024-01-01T00:00:00Z', '2024-01-02T00:00:00Z') | false
          time_between('2024-01-02T00:00:00Z', '2024-01-01T00:00:00Z', '2024-01-03T00:00:00Z') | true
          time_truncate('2024-01-01T12:34:56Z', '1h')         | '2024-01-01T12:00:00Z'
          time_truncate('2024-01-01T12:34:56Z', '1x')         | !time: unknown unit "x" in duration "1x"
          time_to_cron('2024-02-29T12:30:45Z')                | '30 12 29 2 4'
          path_canonicalize('a/b//c/../d')                    | 'a/b/d'
          semver_compare('1.2.3', '>=1.2.x <2.0.0')           | true
          semver_compare('1.2.3', '~1.2')                     | !Could not parse Range "~1.2": Could not parse comparator "~" in "~1.2"
          image_normalize('nginx')                            | 'docker.io/nginx:latest'
          image_normalize('NGINX')                            | !JMESPath function 'image_normalize': bad image: docker.io/NGINX, defaultRegistry: docker.io, enableDefaultRegistryMutation: true: repository name must be lowercase
          is_external_url('http://10.1.2.3/x')                | false
          is_external_url('https://8.8.8.8')                  | true
          is_external_url('https://nowhere.test')             | !lookup nowhere.test: no such host
          length(random('[a-z]{3}-[0-9]{2}'))                 | 6
          length(random('[[:x]{3}'))                         | 3
          x509_decode('x')                                    | !failed to decode PEM block
          """)
  void answers(String expression, String expected) {
    Expression parsed = Expression.parse(expression);
    assertThat(parsed.problems()).isEmpty();
    Answer answer = parsed.evaluate(MapValue.empty(Source.NONE, 0), Settings.FIXED);
    parsed.root().children().forEach(child -> see(child));
    see(parsed.root());
    if (expected.startsWith("!")) {
      assertThat(answer.error()).isEqualTo(expected.substring(1));
    } else {
      assertThat(answer).isInstanceOf(Answer.Found.class);
      String json = GoJson.write(((Answer.Found) answer).value(), 1_000);
      assertThat(json.replace("\\\"", "\\'").replace('"', '\'')).isEqualTo(expected);
    }
  }

  private static void see(Node node) {
    if (node instanceof Node.Call call && call.name() != null) {
      SEEN.add(call.name());
    }
  }

  @Test
  void eachFunctionHasANoteAndASignature() {
    Set<String> names = new TreeSet<>();
    for (Function function : Functions.all()) {
      assertThat(names.add(function.name())).isTrue();
      assertThat(function.note()).isNotBlank();
      assertThat(function.signature()).startsWith(function.name() + "(");
    }
    assertThat(Functions.find("merge").signature()).isEqualTo("merge(object...) object");
    assertThat(names).hasSize(76);
  }

  @Test
  void partsOfTheInputStayTheVeryObjects() {
    var input = GoJsonReader.read("{\"a\": [{\"b\": {}}, {\"b\": 2}], \"c\": \"x\"}");
    for (String expression :
        new String[] {"a[0].b", "a[?b==`2`] | [0]", "max_by(a[1:], &b)", "lookup(a, `1`)"}) {
      var found = (Answer.Found) Expression.parse(expression).evaluate(input, Settings.FIXED);
      var items = ((MapValue) input).list("a");
      assertThat(found.value())
          .isIn(items.at(1), ((MapValue) items.at(0)).child("b"))
          .satisfiesAnyOf(
              v -> assertThat(v).isSameAs(items.at(1)),
              v -> assertThat(v).isSameAs(((MapValue) items.at(0)).child("b")));
    }
  }
}
