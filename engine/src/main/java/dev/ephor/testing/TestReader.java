package dev.ephor.testing;

import static dev.ephor.testing.TestSchema.field;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns documents into tests. */
public final class TestReader {

  private TestReader() {}

  /**
   * Reads a document of a test file.
   *
   * @param root any value; only an object can be a test
   */
  public static TestReading read(Value root) {
    List<TestProblem> problems = TestSchema.check(root);
    if (!problems.isEmpty() || !(root instanceof MapValue map)) {
      return new TestReading(null, problems);
    }
    return new TestReading(test(map), List.of());
  }

  private static TestDocument test(MapValue root) {
    List<String> payloads = new ArrayList<>();
    String payload = string(root, "jsonPayload");
    if (!payload.isEmpty()) {
      payloads.add(payload);
    }
    payloads.addAll(strings(root, "jsonPayloads"));
    return new TestDocument(
        root,
        string(root, "name"),
        strings(root, "policies"),
        strings(root, "resources"),
        payloads,
        strings(root, "httpPayloads"),
        strings(root, "envoyPayloads"),
        strings(root, "targetResources"),
        strings(root, "clusterResources"),
        strings(root, "paramResources"),
        strings(root, "exceptions"),
        string(root, "context"),
        string(root, "variables"),
        string(root, "userinfo"),
        field(root, "values") instanceof MapValue values ? values : null,
        field(root, "apiCallResponses") instanceof ListValue calls ? calls : null,
        field(root, "globalContextEntries") instanceof ListValue entries ? entries : null,
        maps(root, "results").stream().map(TestReader::result).toList());
  }

  private static ExpectedResult result(MapValue node) {
    String generated = string(node, "generatedResource");
    return new ExpectedResult(
        node,
        string(node, "policy"),
        string(node, "rule"),
        string(node, "result"),
        string(node, "kind"),
        string(node, "operation"),
        field(node, "resources") instanceof ListValue ? strings(node, "resources") : null,
        maps(node, "resourceSpecs").stream().map(TestReader::spec).toList(),
        string(node, "patchedResources"),
        generated.isEmpty() ? string(node, "generatedResources") : generated,
        string(node, "cloneSourceResource"),
        bool(node, "failOnMissingResources"),
        bool(node, "isDeletingPolicy"));
  }

  private static ResourceSpec spec(MapValue node) {
    return new ResourceSpec(
        string(node, "group"),
        string(node, "version"),
        string(node, "kind"),
        string(node, "namespace"),
        string(node, "name"));
  }

  private static String string(MapValue map, String name) {
    return text(field(map, name));
  }

  private static String text(@Nullable Value value) {
    String text = value == null ? null : value.asString();
    return text == null ? "" : text;
  }

  private static boolean bool(MapValue map, String name) {
    return field(map, name) instanceof Scalar scalar && Boolean.TRUE.equals(scalar.content());
  }

  private static List<String> strings(MapValue map, String name) {
    return field(map, name) instanceof ListValue list
        ? list.values().stream().map(TestReader::text).toList()
        : List.of();
  }

  private static List<MapValue> maps(MapValue map, String name) {
    List<MapValue> maps = new ArrayList<>();
    if (field(map, name) instanceof ListValue list) {
      for (Value item : list.values()) {
        if (item instanceof MapValue entry) {
          maps.add(entry);
        }
      }
    }
    return maps;
  }
}
