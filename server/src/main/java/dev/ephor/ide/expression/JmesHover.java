package dev.ephor.ide.expression;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Function;
import dev.ephor.expression.jmespath.Functions;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.ide.hover.Hover;
import dev.ephor.policy.meaning.JmesScope;
import dev.ephor.policy.meaning.JmesTypes;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.TypeLabels;
import dev.ephor.value.MapValue;
import dev.ephor.workspace.Snapshot;
import java.util.Optional;

/** What the word at a place of an expression in JMESPath means. */
final class JmesHover {

  private JmesHover() {}

  static Optional<Hover> at(ExpressionPlace place, Snapshot snapshot) {
    JmesScope scope = JmesCompletion.scope(place, snapshot);
    Node tree = Expression.parse(place.text()).root();
    JmesTree.Found found = JmesTree.at(tree, place.word());
    if (found.node() instanceof Node.Call call) {
      Function function = call.name() == null ? null : Functions.find(call.name());
      return function == null
          ? Optional.empty()
          : Optional.of(new Hover(place.inFile(call.nameSpan()), FunctionNotes.of(function)));
    }
    if (!(found.node() instanceof Node.Field field)) {
      return Optional.empty();
    }
    JmesTypes types = JmesTypes.in(tree, scope.hand());
    Meaning meaning = types.result(field);
    JmesScope.Variable variable =
        types.at(field) == scope.hand() ? scope.variables().get(field.name()) : null;
    if (variable != null) {
      return Optional.of(new Hover(place.inFile(field.span()), variable(field.name(), variable)));
    }
    return Descriptions.of(meaning)
        .or(
            () ->
                meaning.isUnknown() ? Optional.empty() : Optional.of(typed(field.name(), meaning)))
        .map(text -> new Hover(place.inFile(field.span()), text));
  }

  private static String typed(String name, Meaning meaning) {
    return "**" + name + "** `" + TypeLabels.of(meaning) + "`";
  }

  /** A variable: its type, what it is, and what its context entry asks for. */
  private static String variable(String name, JmesScope.Variable variable) {
    StringBuilder text = new StringBuilder(typed(name, variable.meaning()));
    text.append("\n\n").append(variable.note());
    MapValue entry = variable.entry();
    if (entry != null) {
      for (String kind : entry.keys()) {
        MapValue body = entry.map(kind);
        if (body != null) {
          asked(body, text);
        }
      }
    }
    return text.toString();
  }

  private static void asked(MapValue body, StringBuilder text) {
    for (String key : body.keys()) {
      String value = body.string(key);
      if (value != null) {
        text.append("\n\n").append(key).append(": `").append(value.strip()).append('`');
      }
    }
  }
}
