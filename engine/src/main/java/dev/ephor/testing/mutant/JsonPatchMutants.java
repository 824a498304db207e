package dev.ephor.testing.mutant;

import dev.ephor.testing.mutant.Mutant.Family;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.GoJson;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.SourceMap;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;

/** The operations of {@code patchesJson6902}, which is YAML inside of a text. */
final class JsonPatchMutants {

  private JsonPatchMutants() {}

  static void at(Site site) {
    if (!"patchesJson6902".equals(site.key()) || site.value().asString() == null) {
      return;
    }
    int node = site.value().node();
    SourceMap map = site.document().sourceMap(node);
    YamlDocument patch = YamlParser.parse(new Source("patch"), site.document().scalarText(node));
    if (!(patch.root() instanceof ListValue operations)) {
      return;
    }
    for (int i = 0; i < operations.size(); i++) {
      Value operation = operations.at(i);
      if (operations.size() > 1) {
        NodePath.Step step = new NodePath.Step(operations, null, i, operation);
        add(site, Family.CONDITION, "without the operation", Cut.of(patch, step), map);
      }
      Value value = operation instanceof MapValue entry ? entry.child("value") : null;
      if (value instanceof Scalar scalar && !String.valueOf(scalar.content()).contains("{{")) {
        Object content = scalar.content();
        Object other =
            content instanceof Boolean truth
                ? (Object) !truth
                : content instanceof Long number
                    ? (Object) (number + 1)
                    : Constants.other(String.valueOf(content));
        String text = other instanceof String words ? GoJson.quote(words) : String.valueOf(other);
        add(
            site,
            Family.VALUE,
            Constants.shown(other) + " instead of " + Constants.shown(scalar),
            new TextEdit(patch.valueSpan(value.node()), text),
            map);
      }
    }
  }

  private static void add(Site site, Family family, String what, TextEdit edit, SourceMap map) {
    // Up to where the next sign stands, so that its line keeps one indentation.
    Span span = new Span(map.toSource(edit.span().start()), map.toSource(edit.span().end()));
    site.add(family, span, what, new TextEdit(span, edit.replacement()));
  }
}
