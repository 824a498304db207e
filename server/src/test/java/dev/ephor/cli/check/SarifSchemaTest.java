package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SARIF output against the published schema, which is not ours to commit: {@code .ci/run} fetches
 * it into {@code target}, and without it this test is skipped.
 */
class SarifSchemaTest {

  private static final Path SCHEMA = Path.of("target/sarif-schema-2.1.0.json");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(strings = {"samples/shop", "samples/strict", "samples/broken", "no-such-file"})
  void isValid(String input) throws IOException {
    assumeThat(SCHEMA).exists();
    ObjectMapper json = new ObjectMapper();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(json.readTree(Files.readString(SCHEMA)));
    JsonNode sarif = json.readTree(CheckRun.in(ROOT, input, "-o", "sarif").out());

    assertThat(schema.validate(sarif)).isEmpty();
    assertThat(schema.validate(json.readTree("{\"version\": \"2.1.0\"}"))).isNotEmpty();
  }
}
