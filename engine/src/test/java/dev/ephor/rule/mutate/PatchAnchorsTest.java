package dev.ephor.rule.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchAnchorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {+(a): 1}                     | {}                  | {a: 1}
          {+(a): 1, b: 2}               | {a: 0}              | {b: 2}
          {m: {+(a): 1}}                | {m: {a: 0}}         | {}
          {(k): Pod, a: 1}              | {k: Pod}            | {a: 1}
          {(k): Pod, a: 1}              | {k: Job}            | {}
          {(k): Pod, a: 1}              | {}                  | {}
          {(num): 5, a: 1}              | {num: '5'}           | {a: 1}
          {(num): '>3', a: 1}           | {num: 5}            | {a: 1}
          {m: {(k): x, a: 1}, b: 2}     | {m: {k: y}}         | {}
          {<(k): x, a: 1}               | {k: x}              | {a: 1}
          {<(k): x, a: 1}               | {}                  | {}
          {a: {}}                       | {}                  | {}
          {a: []}                       | {}                  | {a: []}
          {=(k): x}                     | {}                  | {=(k): x}
          {(m): {+(a): 1}}              | {m: {}}             | {(m): {a: 1}}
          {v: {(m): {+(a): 1}, b: 2}}   | {v: {m: {}}}        | {v: {m: {a: 1}, b: 2}}
          """)
  void inMaps(String patch, String object, String left) {
    assertThat(workedOff(patch, object)).isEqualTo(Yaml.json(left));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{(name): '*', a: 1}]         | [{name: x}, {name: y}]           | [{a: 1, name: x}, {a: 1, name: y}]
          [{(image): '*:1', a: 1}]      | [{name: x, image: 'a:1'}, {name: y, image: 'a:2'}] | [{a: 1, name: x}]
          [{(image): '*', a: 1}]        | [{image: b}]                     |
          [{(name): '*', a: 1}]         | []                               |
          [{(name): 'z', a: 1}]         | [{name: x}]                      |
          [{(name): 'x'}]               | [{name: x}]                      |
          [{(name): '*', +(a): 1}]      | [{name: x, a: 0}, {name: y}]     |
          [{(name): '*', +(a): 1}]      | [{name: x}, {name: y}]           | [{a: 1, name: x}, {a: 1, name: y}]
          [{name: n}, {(name): '*', a: 1}] | [{name: x}]                   | [{name: n}, {a: 1, name: x}]
          [{<(image): 'a'}, {name: n}]  | [{name: x, image: a}]            | [{name: n}]
          """)
  void inLists(String patch, String object, String left) {
    assertThat(workedOff("{l: " + patch + "}", "{l: " + object + "}"))
        .isEqualTo(left == null ? "{}" : Yaml.json("{l: " + left + "}"));
  }

  @Test
  void aGlobalConditionOfAListHoldsForThePatch() {
    String patch = "{l: [{<(image): 'a*'}], b: 1}";
    assertThat(workedOff(patch, "{l: [{image: x}, {image: ab}]}")).isEqualTo("{\"b\":1}");
    assertThat(workedOff(patch, "{l: [{image: x}]}")).isEqualTo("{}");
  }

  @Test
  void whatDoesNotFitTogetherIsAFailure() {
    assertThatThrownBy(() -> workedOff("{l: [{a: 1}]}", "{l: x}"))
        .isInstanceOf(PatchFailure.class)
        .hasMessage(
            "failed to preProcess rule: wrong node kind: expected SequenceNode but got ScalarNode:"
                + " node contents:\n\"x\"\n");
  }

  private static String workedOff(String patch, String object) {
    return Yaml.json(PatchAnchors.workedOff(Yaml.value(patch), Yaml.map(object)));
  }
}
