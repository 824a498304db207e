package dev.ephor.rule.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonPatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1}        | {op: add, path: /b, value: x}              | {a: 1, b: x}
          {a: 1}        | {op: add, path: /a, value: 2}              | {a: 2}
          {a: 1}        | {op: add, path: /b/c/d, value: 2}          | {a: 1, b: {c: {d: 2}}}
          {a: 1}        | {op: add, path: /b/-, value: 2}            | {a: 1, b: [2]}
          {a: 1}        | {op: add, path: /b/2, value: 2}            | {a: 1, b: [null, null, 2]}
          {a: [1, 3]}   | {op: add, path: /a/1, value: 2}            | {a: [1, 2, 3]}
          {a: [1, 3]}   | {op: add, path: /a/-, value: 4}            | {a: [1, 3, 4]}
          {a: [1, 3]}   | {op: add, path: /a/-1, value: 4}           | {a: [1, 3, 4]}
          {a: null}     | {op: add, path: /a/b, value: 4}            | {a: {b: 4}}
          {a: {}}       | {op: add, path: /a/x~1y~0z, value: 4}      | {a: {x/y~z: 4}}
          {a: 1}        | {op: remove, path: /a}                     | {}
          {a: 1}        | {op: remove, path: /b/c}                   | {a: 1}
          {a: [1, 2]}   | {op: remove, path: /a/0}                   | {a: [2]}
          {a: [1, 2]}   | {op: remove, path: /a/-1}                  | {a: [1]}
          {a: [1, 2]}   | {op: remove, path: /a/9}                   | {a: [1, 2]}
          {a: 1}        | {op: replace, path: /a, value: {b: c}}     | {a: {b: c}}
          {a: [1, 2]}   | {op: replace, path: /a/1, value: 3}        | {a: [1, 3]}
          {a: 1}        | {op: move, from: /a, path: /b}             | {b: 1}
          {a: {b: 1}}   | {op: copy, from: /a, path: /c}             | {a: {b: 1}, c: {b: 1}}
          {a: {b: 1}}   | {op: test, path: /a, value: {b: 1}}        | {a: {b: 1}}
          {a: 1}        | {op: test, path: /b, value: null}          | {a: 1}
          """)
  void applies(String object, String operation, String patched) {
    assertThat(Yaml.json(patched(object, "- " + operation))).isEqualTo(Yaml.json(patched));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {op: replace, path: /b, value: 1}    | replace operation does not apply: doc is missing key: /b: missing value
          {op: replace, path: /b/c, value: 1}  | replace operation does not apply: doc is missing path: /b/c: missing value
          {op: add, path: /a/b, value: 1}      | invalid state detected
          {op: add, path: /l/7, value: 1}      | error in add for path: '/l/7': Unable to access invalid index: 7: invalid index referenced
          {op: add, path: /l/x, value: 1}      | error in add for path: '/l/x': value was not a proper array index: 'x': strconv.Atoi: parsing "x": invalid syntax
          {op: test, path: /a, value: 2}       | testing value /a failed: test failed
          {op: copy, from: /a, path: /b/c}     | copy operation does not apply: doc is missing destination path: /b/c: missing value
          {op: move, from: /x/y, path: /b}     | move operation does not apply: doc is missing from path: /x/y: missing value
          {op: move, from: /x, path: /b}       | error in move for path: 'x': unable to get nonexistent key: x: missing value
          {op: add, path: /b}                  | failed to decode patches: invalid operation {"op":"add","path":"/b"}: failed to decode 'value': operation, missing value field: missing value
          {op: put, path: /b}                  | failed to decode patches: invalid operation {"op":"put","path":"/b"}: unsupported operation
          {op: remove}                         | failed to decode patches: invalid operation {"op":"remove"}: failed to decode 'path': operation missing path field: missing value
          """)
  void refuses(String operation, String message) {
    assertThatThrownBy(() -> patched("{a: 1, l: [1]}", "- " + operation))
        .isInstanceOf(PatchFailure.class)
        .hasMessage(message);
  }

  @Test
  void readsJson() {
    assertThat(Yaml.json(patched("{}", "[{\"op\":\"add\",\"path\":\"/a\",\"value\":[1,\"x\"]}]")))
        .isEqualTo("{\"a\":[1,\"x\"]}");
    assertThatThrownBy(() -> patched("{}", "[{"))
        .hasMessage("failed to decode patches: invalid state detected");
  }

  @Test
  void whatIsWrittenComesFromTheClauseAndTheRestFromTheManifest() {
    MapValue object = Yaml.map("{a: {b: 1}, c: {d: 2}}");
    Value clause = Yaml.value("a patch");
    MapValue patched =
        (MapValue)
            JsonPatch.read("- {op: add, path: /a/x, value: {key: z}}", clause).applied(object);
    assertThat(patched.child("c")).isSameAs(object.child("c"));
    assertThat(patched.map("a").child("b")).isSameAs(object.map("a").child("b"));
    assertThat(patched.map("a").map("x").child("key").source()).isSameAs(clause.source());
  }

  private static Value patched(String object, String patch) {
    return JsonPatch.read(patch, Yaml.value("clause")).applied(Yaml.map(object));
  }
}
