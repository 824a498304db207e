package dev.ephor.expression.jmespath;

import dev.ephor.text.Severity;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;

/** Documents inside strings. */
final class DocumentFunctions {

  private static final Source SOURCE = new Source("parse_yaml");

  private DocumentFunctions() {}

  static Value parseJson(Invocation call) {
    try {
      call.budget().make(call.string(0).length());
      return GoJsonReader.read(call.string(0));
    } catch (JsonException e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }

  /** Only the first document counts. */
  static Value parseYaml(Invocation call) {
    call.budget().make(call.string(0).length());
    DocumentSlice first = DocumentSplitter.split(call.string(0)).get(0);
    String text = call.string(0).substring(first.start(), first.end());
    YamlDocument document = YamlParser.parse(SOURCE, text);
    for (Problem problem : document.problems()) {
      if (problem.severity() == Severity.ERROR) {
        int line = 1;
        for (int i = 0; i < problem.span().start(); i++) {
          line += text.charAt(i) == '\n' ? 1 : 0;
        }
        throw new Failure("yaml: line " + line + ": " + problem.message());
      }
    }
    return document.root();
  }
}
