package dev.ephor.ide.expression;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.policy.meaning.JmesScope;
import dev.ephor.policy.meaning.JmesTypes;
import dev.ephor.policy.meaning.TypeLabels;
import dev.ephor.workspace.Snapshot;
import dev.ephor.yaml.NodePath;
import java.util.List;

/** What a text that is one variable may be filled in with, where its type has few values. */
public final class ExpressionValues {

  private ExpressionValues() {}

  /** The values of the text at the end of a path; none where they are not known. */
  public static List<String> of(Snapshot snapshot, NodePath path) {
    String text = path.value().asString();
    String whole = text == null ? "" : text.strip();
    if (!whole.startsWith("{{") || !whole.endsWith("}}") || whole.indexOf("{{", 2) >= 0) {
      return List.of();
    }
    Node tree = Expression.parse(whole.substring(2, whole.length() - 2)).root();
    JmesScope scope =
        JmesScope.of(
            path,
            snapshot.schemas(),
            (namespace, name) -> WorkspaceKeys.configMap(snapshot, namespace, name));
    return TypeLabels.allowed(JmesTypes.in(tree, scope.hand()).result(tree));
  }
}
