package dev.ephor.expression.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values with variables, and what becomes of them. */
class TemplateTest {

  private static final Value WORLD =
      GoJsonReader.read(
          """
          {"name": "web", "count": 2, "list": ["a", "b"], "which": "name", "empty": null,
           "loop": "{{ loop }}", "held": {"x": "{{ name }}"},
           "request": {"object": {"kind": "Pod"}, "oldObject": {"kind": "Old"}}}
          """);

  private record Known(boolean deleting) implements Variables {
    @Override
    public Resolution query(Query query) {
      Setting setting =
          new Setting(Clock.systemUTC(), bound -> 0, HostNames.OFFLINE, ImageDefaults.STANDARD);
      Answer answer = query.expression().evaluate(WORLD, setting);
      return answer instanceof Answer.Found found
          ? new Resolved(found.value())
          : new Unresolved("JMESPath query failed: " + answer.error());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '~',
      textBlock =
          """
          'plain'                                 | "plain"
          '{{ name }}'                            | "web"
          '{{name}}-{{count}}'                    | "web-2"
          '{{ name }}{{ name }}'                  | "webweb"
          '{{ count }}'                           | 2
          '{{ list }}'                            | ["a","b"]
          'of {{ list }}'                         | "of [\\"a\\",\\"b\\"]"
          '{{ empty }}'                           | null
          'is {{ empty }}'                        | "is null"
          '{{ {{ which }} }}'                     | "web"
          '{{ length({{ list }}) }}'              | 2
          '{{ {a: name} }}'                       | {"a":"web"}
          '\\{{ name }}'                          | "{{ name }}"
          '\\{{ name }} {{ name }}'               | "{{ name }} web"
          '{{ name'                               | "{{ name"
          '{{ held }}'                            | {"x":"web"}
          ['{{ name }}', {a: '{{ count }}'}]      | ["web",{"a":2}]
          {'{{ name }}': 1, '\\{{ x }}': 2}       | {"web":1,"{{ x }}":2}
          {a: {b: v}, c: $(/a/b)}                 | {"a":{"b":"v"},"c":"v"}
          {a: {b: 5, c: $(<../b)}}                | {"a":{"b":5,"c":"\\u003c5.000000"}}
          {(a): {b: v}, c: $(../a/b)}             | {"(a)":{"b":"v"},"c":"v"}
          {a: \\$(x)}                             | {"a":"$(x)"}
          """)
  void becomes(String written, String expected) {
    assertThat(resolved(written)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '~',
      textBlock =
          """
          '{{ nobody }}'              | failed to resolve nobody at path : JMESPath query failed: Unknown key "nobody" in path
          {a: ['x {{ nobody.b }}']}   | failed to resolve nobody.b at path /a/0: JMESPath query failed: Unknown key "nobody" in path
          {a/b: {'{{ nobody }}': 1}}  | failed to resolve nobody at path /a\\/b: JMESPath query failed: Unknown key "nobody" in path
          {'{{ count }}': 1}          | expected string after substituting variables in key "{{ count }}"
          '{{ loop }}!'               | failed to resolve variables at path : variables stand in one another more than 50 deep
          {a: $(/b/c)}                | got nil resolved variable $(/b/c) at path /a: <nil>
          {a: $(/b), b: 5}            | NotResolvedReferenceErr,reference $(/b) not resolved at path /a
          """)
  void cannotBeResolved(String written, String reason) {
    assertThat(Template.of(parsed(written)).resolve(new Known(false)))
        .isEqualTo(new Unresolved(reason));
  }

  @Test
  void aDeletedObjectIsTheOldOne() {
    Template template = Template.of(parsed("'{{ request.object.kind }}'"));
    assertThat(template.resolve(new Known(false))).hasToString("Resolved[value=Pod]");
    assertThat(template.resolve(new Known(true))).hasToString("Resolved[value=Old]");
  }

  @Test
  void whatHasNoVariablesIsSharedAndTheRestKeepsItsPlace() {
    MapValue written = (MapValue) parsed("{a: {b: c}, d: '{{ name }}', e: 'x{{ name }}'}");
    MapValue result =
        (MapValue) ((Resolved) Template.of(written).resolve(new Known(false))).value();
    assertThat(result.child("a")).isSameAs(written.child("a"));
    assertThat(result.child("d").source()).isSameAs(WORLD.source());
    assertThat(result.child("e").node()).isEqualTo(written.child("e").node());
    MapValue inPlace =
        (MapValue) ((Resolved) Template.of(written).resolveInPlace(new Known(false))).value();
    assertThat(inPlace.child("d").source()).isSameAs(written.source());
    assertThat(inPlace.child("d").node()).isEqualTo(written.child("d").node());
    assertThat(Template.of(parsed("{a: [b]}")).constant()).isNotNull();
  }

  private static String resolved(String written) {
    Resolution resolution = Template.of(parsed(written)).resolve(new Known(false));
    return resolution instanceof Resolved resolved
        ? GoJson.write(resolved.value(), 1_000)
        : resolution.toString();
  }

  private static Value parsed(String text) {
    return YamlParser.parse(new Source("template"), text).root();
  }
}
