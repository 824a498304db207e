package dev.ephor.rule.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import io.fabric8.zjsonpatch.JsonDiff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Laws that hold for every object and every patch. */
class MutationLawsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Value CLAUSE = Scalar.of("clause");
  private static final int DEPTH = 4;

  @Property(tries = 300)
  void mergingAgainChangesNothing(@ForAll("pods") MapValue object, @ForAll("pods") MapValue patch) {
    MapValue once = StrategicMerge.merge(object, patch);
    assertThat(StrategicMerge.merge(once, patch)).isEqualTo(once);
  }

  @Property(tries = 300)
  void anEmptyPatchChangesNothing(@ForAll("pods") MapValue object) {
    assertThat(StrategicMerge.merge(object, MapValue.empty(Source.NONE, 0))).isSameAs(object);
  }

  @Property(tries = 300)
  void whatAPatchSaysHolds(@ForAll("pods") MapValue object, @ForAll("pods") MapValue patch) {
    MapValue labels = patch.map("metadata").map("labels");
    MapValue merged = StrategicMerge.merge(object, patch).map("metadata").map("labels");
    for (int i = 0; labels != null && i < labels.size(); i++) {
      if (!labels.valueAt(i).isNull()) {
        assertThat(NodeText.of(merged.child(labels.keyAt(i))))
            .isEqualTo(NodeText.of(labels.valueAt(i)));
      }
    }
  }

  @Property(tries = 300)
  void thePatchOfADifferenceRestores(@ForAll("values") Value before, @ForAll("values") Value after)
      throws IOException {
    MapValue from = map(Map.of("root", before));
    MapValue to = map(Map.of("root", after));
    JsonNode difference =
        JsonDiff.asJson(JSON.readTree(Yaml.json(from)), JSON.readTree(Yaml.json(to)));
    Value patched = JsonPatch.read(difference.toString(), CLAUSE).applied(from);
    assertThat(Yaml.json(patched)).isEqualTo(Yaml.json(to));
  }

  @Property(tries = 300)
  void everyMergeAppliesOrSaysWhyNot(@ForAll("odd") Value patch, @ForAll("odd") Value object) {
    if (object instanceof MapValue map) {
      try {
        assertThat(StrategicMerge.merge(map, PatchAnchors.workedOff(patch, map))).isNotNull();
      } catch (PatchFailure failure) {
        assertThat(failure.getMessage()).isNotEmpty();
      }
    }
  }

  @Property(tries = 300)
  void everyJsonPatchAppliesOrSaysWhyNot(
      @ForAll("odd") Value object, @ForAll("operations") Value operations) {
    try {
      assertThat(JsonPatch.read(Yaml.json(operations), CLAUSE).applied(map(Map.of("a", object))))
          .isNotNull();
    } catch (PatchFailure failure) {
      assertThat(failure.getMessage()).isNotEmpty();
    }
  }

  @Property(tries = 300)
  void everyTextIsAPatchOrNot(@ForAll String text) {
    try {
      JsonPatch.read(text, CLAUSE);
    } catch (PatchFailure failure) {
      assertThat(failure.getMessage()).startsWith("failed to ");
    }
  }

  @Test
  void depthIsBounded() {
    Value deep = Scalar.of("x");
    for (int i = 0; i < 5_000; i++) {
      deep = map(Map.of("a", deep));
    }
    MapValue patch = (MapValue) deep;
    assertThatThrownBy(() -> StrategicMerge.merge(patch, patch))
        .isInstanceOf(PatchFailure.class)
        .hasMessageContaining("nests deeper than");
    assertThatThrownBy(() -> PatchAnchors.workedOff(patch, patch))
        .isInstanceOf(PatchFailure.class)
        .hasMessageContaining("nests deeper than");
  }

  /** Pods whose lists have items with names. */
  @Provide
  Arbitrary<MapValue> pods() {
    Arbitrary<Value> scalars =
        Arbitraries.<Object>of("x", "y", 1L, true).injectNull(0.2).map(Scalar::of);
    Arbitrary<Value> labels = maps(Arbitraries.of("a", "b", "c"), scalars);
    Arbitrary<Value> named =
        Combinators.combine(
                maps(Arbitraries.of("image", "tty"), scalars), Arbitraries.of("p", "q", "r"))
            .as((item, name) -> ((MapValue) item).with("name", Scalar.of(name)));
    Arbitrary<Value> containers =
        named
            .list()
            .ofMaxSize(3)
            .uniqueElements(item -> ((MapValue) item).string("name"))
            .map(this::list);
    Arbitrary<Value> plain = scalars.list().ofMaxSize(2).map(this::list);
    return Combinators.combine(labels, containers, plain)
        .as(
            (label, many, few) ->
                map(
                    Map.of(
                        "apiVersion",
                        Scalar.of("v1"),
                        "kind",
                        Scalar.of("Pod"),
                        "metadata",
                        map(Map.of("labels", label)),
                        "spec",
                        map(Map.of("containers", many, "tolerations", few)))));
  }

  @Provide
  Arbitrary<Value> values() {
    return values(
        Arbitraries.of("a", "b", "c/d", "e~f"),
        Arbitraries.<Object>of(0L, 5L, true, "web", "").injectNull(0.1),
        DEPTH);
  }

  @Provide
  Arbitrary<Value> odd() {
    return values(
        Arbitraries.of(
            "a",
            "name",
            "(name)",
            "<(a)",
            "+(a)",
            "=(a)",
            "$patch",
            "kind",
            "apiVersion",
            "spec",
            "containers",
            "ports",
            "port",
            "finalizers",
            "metadata"),
        Arbitraries.<Object>of(0L, 1.5, "v1", "Pod", "Service", "delete", "replace", "(a)", "*", "")
            .injectNull(0.1),
        DEPTH);
  }

  @Provide
  Arbitrary<Value> operations() {
    Arbitrary<Value> paths =
        Arbitraries.of("a", "b", "0", "1", "-1", "-", "9", "~1", "", "x")
            .list()
            .ofMaxSize(4)
            .map(parts -> Scalar.of(parts.isEmpty() ? "" : "/" + String.join("/", parts)));
    Arbitrary<Value> small =
        Arbitraries.of("{}", "[]", "1", "null", "[{b: 0}]", "{a: [1, 2]}").map(Yaml::value);
    Arbitrary<Value> operation =
        Combinators.combine(
                Arbitraries.of("add", "remove", "replace", "move", "copy", "test", "odd"),
                paths,
                paths,
                small)
            .as(
                (op, path, from, value) ->
                    map(Map.of("op", Scalar.of(op), "path", path, "from", from, "value", value)));
    return operation.list().ofMaxSize(4).map(this::list);
  }

  private Arbitrary<Value> values(Arbitrary<String> keys, Arbitrary<Object> scalars, int depth) {
    Arbitrary<Value> leaf = scalars.map(Scalar::of);
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<Value> inner = values(keys, scalars, depth - 1);
    return Arbitraries.oneOf(leaf, maps(keys, inner), inner.list().ofMaxSize(3).map(this::list));
  }

  private Arbitrary<Value> maps(Arbitrary<String> keys, Arbitrary<Value> values) {
    return Arbitraries.maps(keys, values).ofMaxSize(3).map(MutationLawsTest::map);
  }

  private static MapValue map(Map<String, ? extends Value> entries) {
    MapValue.Builder builder = MapValue.builder(Source.NONE, 0);
    new LinkedHashMap<>(entries).forEach(builder::put);
    return builder.build();
  }

  private Value list(List<? extends Value> items) {
    return ListValue.of(new ArrayList<>(items), Source.NONE, 0);
  }
}
