package dev.ephor.testing;

import dev.ephor.context.HostNames;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A test and its files as texts, and what comes of it as lines: {@code POLICY RULE RESOURCE:
 * VERDICT REASON}.
 */
final class Tested implements TestFiles {

  private static final Surroundings NOTHING_REAL =
      new Surroundings(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), bound -> 0, HostNames.OFFLINE);

  private final Map<String, String> files = new HashMap<>();
  private String top = "";

  /** A test of {@code policy.yaml} on {@code resources.yaml}. */
  static Tested with(String policy, String resources) {
    return new Tested().file("policy.yaml", policy).file("resources.yaml", resources);
  }

  Tested file(String name, String text) {
    files.put(name, text);
    return this;
  }

  /** More lines for the test document. */
  Tested top(String lines) {
    top = lines + "\n";
    return this;
  }

  /** The rows for {@code results}, written below it. */
  List<String> rows(String results) throws Unreadable {
    return run(results).rows().stream()
        .map(
            row ->
                row.policy()
                    + " "
                    + row.rule()
                    + " "
                    + row.resource()
                    + ": "
                    + row.verdict().shown()
                    + " "
                    + row.reason())
        .toList();
  }

  /** The codes of problems. */
  List<String> problems(String results) throws Unreadable {
    return run(results).problems().stream().map(TestProblem::code).toList();
  }

  TestReport run(String results) throws Unreadable {
    String text =
        """
        apiVersion: cli.kyverno.io/v1alpha1
        kind: Test
        metadata: {name: t}
        policies: [policy.yaml]
        resources: [resources.yaml]
        """
            + top
            + "results:\n"
            + results;
    TestDocument test = TestReader.read(parsed(text).get(0)).test();
    return TestRun.run(test, test.results(), TestMaterial.of(test, this, NOTHING_REAL), this);
  }

  @Override
  public List<LoadedPolicy> policies(String path) throws Unreadable {
    return objects(path).stream()
        .map(
            root ->
                new LoadedPolicy(
                    PreparedPolicy.of(PolicyReader.read(root).policy()),
                    PolicyAdmission.refusal(root).orElse(null)))
        .toList();
  }

  @Override
  public List<MapValue> bindings(String path) {
    return List.of();
  }

  @Override
  public List<MapValue> documents(String path) throws Unreadable {
    return objects(path);
  }

  @Override
  public List<MapValue> objects(String path) throws Unreadable {
    String text = files.get(path);
    if (text == null) {
      throw new Unreadable(path + ": no such file or directory");
    }
    return parsed(text);
  }

  static List<MapValue> parsed(String text) {
    List<MapValue> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      if (YamlParser.parse(new Source("test"), text.substring(slice.start(), slice.end())).root()
          instanceof MapValue map) {
        documents.add(map);
      }
    }
    return documents;
  }
}
