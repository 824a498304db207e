package dev.ephor.expression.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ephor.value.GoJson;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.MapValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The CEL specification's own conformance tests, values, types and errors, in the language of a
 * ValidatingPolicy. They are not ours to commit: {@code .ci/run} fetches them into {@code target},
 * and without them this test is skipped.
 *
 * @see <a href="https://github.com/google/cel-spec/tree/master/tests/simple">CEL: conformance
 *     tests</a>
 */
class CelConformanceTest {

  private static final Path CASES = Path.of("target/cel-conformance.json");

  /** Of the published cases those that need no protobuf messages. */
  private static final int CASES_TO_RUN = 1_651;

  /** Why a case is answered in another way; a name that ends in a slash stands for a section. */
  private enum Difference {
    /** An expression that cannot be checked is not evaluated. */
    ALWAYS_CHECKED(
        "basic/variables/unbound_is_runtime_error",
        "basic/functions/unbound_is_runtime_error",
        "comparisons/eq_literal/not_eq_list_length",
        "comparisons/eq_literal/eq_mixed_types",
        "comparisons/eq_literal/eq_list_elem_mixed_types",
        "comparisons/ne_literal/ne_mixed_types",
        "logic/conditional/mixed_type",
        "logic/AND/short_circuit_type_left",
        "logic/AND/short_circuit_type_right",
        "logic/OR/short_circuit_type_left",
        "logic/OR/short_circuit_type_right",
        "parse/receiver_function_names/"),

    /** Kubernetes' environment has no {@code cel.block}. */
    NO_BLOCKS("block_ext/basic/"),

    /** Kubernetes' environment formats numbers, lists and maps as an earlier library did. */
    EARLIER_FORMATS(
        "string_ext/format/scientific notation formatting clause",
        "string_ext/format/scientific notation formatting clause in a string variable",
        "string_ext/format/default precision for scientific notation",
        "string_ext/format/positive infinity support for scientific notation",
        "string_ext/format/negative infinity support for scientific notation",
        "string_ext/format/NaN support for decimal",
        "string_ext/format/positive infinity support for decimal",
        "string_ext/format/negative infinity support for decimal",
        "string_ext/format/positive infinity support for fixed-point",
        "string_ext/format/negative infinity support for fixed-point",
        "string_ext/format/list support for string",
        "string_ext/format/map support for string",
        "string_ext/format/map support (all key types)",
        "string_ext/format/dyntype support for scientific notation",
        "string_ext/format/dyntype NaN/infinity support",
        "string_ext/format/dyntype support for lists",
        "string_ext/format/dyntype support for maps"),

    /** The evaluator of Kubernetes and Kyverno, cel-go, gives these answers too. */
    AS_CEL_GO(
        "fields/qualified_identifier_resolution/map_key_float",
        "optionals/optionals/map_null_entry_no_such_key",
        "optionals/optionals/map_present_key_invalid_field",
        "string_ext/value_errors/indexof_out_of_range",
        "string_ext/value_errors/lastindexof_out_of_range",
        "timestamps/duration_converters/get_milliseconds",
        "type_deductions/legacy_nullable_types/null_assignable_to_abstract_parameter_candidate");

    private final List<String> names;

    Difference(String... names) {
      this.names = List.of(names);
    }

    boolean explains(String name) {
      return names.stream()
          .anyMatch(known -> known.endsWith("/") ? name.startsWith(known) : name.equals(known));
    }
  }

  @Test
  void answersAsTheSpecificationDemands() throws IOException {
    assumeThat(CASES).exists();
    List<ConformanceCase> cases =
        ConformanceCase.in((MapValue) GoJsonReader.read(Files.readString(CASES))).stream()
            .filter(one -> !needsMessages(one))
            .toList();
    List<String> unexplained = new ArrayList<>();
    Set<Difference> met = new LinkedHashSet<>();
    int agreeing = 0;
    for (ConformanceCase one : cases) {
      String expected = one.expected();
      String answer = one.answer(CelDialect.VALIDATING);
      if (answer.equals(expected) || (expected.equals("error") && answer.startsWith("error: "))) {
        agreeing++;
        continue;
      }
      Difference known = known(one.name());
      if (known == null) {
        unexplained.add(
            one.name() + ": " + one.expression() + "\n  is " + answer + "\n  not " + expected);
      } else {
        met.add(known);
      }
    }
    System.out.println(
        "CEL conformance: " + agreeing + " of " + cases.size() + " cases, the others for reasons");
    assertThat(unexplained).isEmpty();
    assertThat(met).containsExactlyInAnyOrder(Difference.values());
    assertThat(cases).hasSizeGreaterThanOrEqualTo(CASES_TO_RUN);
  }

  private static Difference known(String name) {
    for (Difference difference : Difference.values()) {
      if (difference.explains(name)) {
        return difference;
      }
    }
    return null;
  }

  /** Kubernetes declares no messages of protobuf but moments and durations. */
  private static boolean needsMessages(ConformanceCase one) {
    String text =
        GoJson.write(one.json(), 1_000_000)
            .replaceAll("google[.]protobuf[.](Timestamp|Duration)", "");
    return text.contains("google.protobuf")
        || text.contains("cel.expr.conformance.")
        || text.contains("TestAllTypes")
        || text.contains("enumValue");
  }
}
