package dev.ephor.testing;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.Question;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A test and its files as texts, and what comes of it as lines: {@code POLICY RULE RESOURCE:
 * VERDICT REASON}.
 */
final class Tested implements TestFiles, Circumstances, Facts {

  private final Map<String, String> files = new HashMap<>();

  /** A test of {@code policy.yaml} on {@code resources.yaml}. */
  static Tested with(String policy, String resources) {
    return new Tested().file("policy.yaml", policy).file("resources.yaml", resources);
  }

  Tested file(String name, String text) {
    files.put(name, text);
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
        results:
        """
            + results;
    TestDocument test = TestReader.read(documents(text).get(0)).test();
    return TestRun.run(test, test.results(), TestMaterial.of(test, this), this, this);
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
  public List<MapValue> objects(String path) throws Unreadable {
    String text = files.get(path);
    if (text == null) {
      throw new Unreadable(path + ": no such file or directory");
    }
    return documents(text);
  }

  static List<MapValue> documents(String text) {
    List<MapValue> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      if (YamlParser.parse(new Source("test"), text.substring(slice.start(), slice.end())).root()
          instanceof MapValue map) {
        documents.add(map);
      }
    }
    return documents;
  }

  @Override
  public AdmissionRequest request(Resource resource) {
    return AdmissionRequest.CREATE;
  }

  @Override
  public Facts facts() {
    return this;
  }

  @Override
  @SuppressWarnings("unchecked") // the answer's type is the question's
  public <T> T ask(Question<T> question) {
    return (T) Map.of();
  }
}
