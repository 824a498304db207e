package dev.ephor.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.schema.Field;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.PolicySchemas;
import dev.ephor.schema.Schema;
import dev.ephor.workspace.FileId;
import dev.ephor.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema of {@code ephor.yaml} and its reader know the same fields. */
class SettingsSchemaTest {

  @ParameterizedTest
  @CsvSource({
    "'', '_q9_: 1'",
    "limits, 'limits: {_q9_: 1}'",
    "severity, 'severity: {_q9_: 1}'",
    "user, 'user: {_q9_: 1}'",
    "namespaces.x, 'namespaces: {shop: {_q9_: 1}}'",
  })
  void theReaderListsTheFieldsOfTheSchema(String path, String text) {
    Schema at = PolicySchemas.configuration();
    for (String key : path.isEmpty() ? List.<String>of() : List.of(path.split("\\."))) {
      at = at.under(key);
      assertThat(at).as(path).isNotNull();
    }
    String fields =
        ((ObjectSchema) at).fields().stream().map(Field::name).collect(Collectors.joining(", "));

    assertThat(problems(text)).singleElement().asString().endsWith("Fields are: " + fields + ".");
  }

  @Test
  void namespacesAreFreelyNamed() {
    assertThat(PolicySchemas.configuration().under("namespaces")).isInstanceOf(MapSchema.class);
  }

  private static List<String> problems(String text) {
    return SettingsReader.read(new FileId("/w"), text)
        .configuration()
        .problems()
        .getOrDefault(new FileId("/w/ephor.yaml"), List.of())
        .stream()
        .map(Problem::message)
        .toList();
  }
}
