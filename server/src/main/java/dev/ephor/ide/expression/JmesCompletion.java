package dev.ephor.ide.expression;

import dev.ephor.expression.jmespath.Expression;
import dev.ephor.expression.jmespath.Function;
import dev.ephor.expression.jmespath.Functions;
import dev.ephor.expression.jmespath.Node;
import dev.ephor.ide.completion.Proposal;
import dev.ephor.ide.completion.Proposal.Kind;
import dev.ephor.policy.meaning.JmesScope;
import dev.ephor.policy.meaning.JmesTypes;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.TypeLabels;
import dev.ephor.schema.ListSchema;
import dev.ephor.text.Span;
import dev.ephor.workspace.Snapshot;
import dev.ephor.yaml.NodePath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be written at a place of an expression in JMESPath. */
final class JmesCompletion {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final int VARIABLES = 0;
  private static final int FUNCTIONS = 1_000;
  private static final int GUESSES = 500;

  private final ExpressionPlace place;
  private final Snapshot snapshot;

  /** What nearly every expression begins with. */
  private static final List<String> FIRST = List.of("request", "element");

  /** What is no list comes later where a loop says what it goes over. */
  private static final int NO_LIST = 300;

  private final boolean loops;
  private final FieldRanks ranks;
  private final JmesScope scope;

  private JmesCompletion(ExpressionPlace place, Snapshot snapshot) {
    this.place = place;
    this.snapshot = snapshot;
    List<NodePath.Step> steps = place.path().steps();
    this.loops = !steps.isEmpty() && "list".equals(steps.get(steps.size() - 1).key());
    Span word = place.map().toSource(place.word());
    this.ranks = new FieldRanks(place.document().yaml().text(), word.start());
    this.scope = scope(place, snapshot);
  }

  static List<Proposal> at(ExpressionPlace place, Snapshot snapshot) {
    return new JmesCompletion(place, snapshot).proposals();
  }

  /** What may be named at a place. */
  static JmesScope scope(ExpressionPlace place, Snapshot snapshot) {
    return JmesScope.of(
        place.path(),
        snapshot.schemas(),
        (namespace, name) -> WorkspaceKeys.configMap(snapshot, namespace, name));
  }

  private List<Proposal> proposals() {
    Meaning root = scope.hand();
    Node tree = Expression.parse(place.withName()).root();
    JmesTypes types = JmesTypes.in(tree, root);
    Span word = place.word();
    JmesTree.Found found = JmesTree.at(tree, word.isEmpty() ? Span.at(word.start() + 1) : word);
    Node node = found.node();
    if (node instanceof Node.Literal) {
      return values(found, types);
    }
    Proposals proposals = new Proposals(place, node != null && found.quoted() ? node.span() : word);
    Meaning at =
        node instanceof Node.Call call && found.isName()
            ? types.at(call)
            : node == null ? Meaning.UNKNOWN : types.at(node);
    if (node == null) {
      if (!place.text().isBlank()) {
        return List.of();
      }
      at = root;
    }
    boolean start = !place.afterDot();
    if (at == root && scope.startsWithVariables()) {
      variables(proposals);
    } else {
      fields(at, proposals);
    }
    functions(proposals, start);
    return proposals.all();
  }

  private void variables(Proposals proposals) {
    scope
        .variables()
        .forEach(
            (name, variable) ->
                proposals.add(
                    name,
                    quoted(name),
                    Kind.VARIABLE,
                    TypeLabels.of(variable.meaning()),
                    VARIABLES + (FIRST.contains(name) ? 0 : 1 + ranks.of(name)),
                    () -> Optional.of(variable.note())));
  }

  private void fields(Meaning at, Proposals proposals) {
    at.fields()
        .forEach(
            (name, meaning) ->
                proposals.add(
                    name,
                    quoted(name),
                    Kind.FIELD,
                    TypeLabels.of(meaning),
                    loops ? loopRank(name, meaning) : ranks.of(name),
                    () -> Descriptions.of(meaning)));
    int rank = 0;
    for (String key : WorkspaceKeys.at(snapshot, at)) {
      proposals.add(key, quoted(key), Kind.NAME, "", rank++, Optional::empty);
    }
    if (Descriptions.mayHaveOthers(at)) {
      for (String name : ranks.members()) {
        proposals.add(name, Kind.NAME, "", GUESSES + ranks.of(name), Optional::empty);
      }
    }
  }

  /** A loop goes over a list, so lists come first, and then what has some. */
  private int loopRank(String name, Meaning meaning) {
    boolean list = isList(meaning);
    boolean holder = meaning.fields().values().stream().anyMatch(JmesCompletion::isList);
    return ranks.usual(name) + (list ? 0 : holder ? NO_LIST : 2 * NO_LIST);
  }

  private static boolean isList(Meaning meaning) {
    return meaning.meant().stream().anyMatch(ListSchema.class::isInstance);
  }

  private static String quoted(String name) {
    return PLAIN_NAME.matcher(name).matches()
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void functions(Proposals proposals, boolean start) {
    for (Function function : Functions.all()) {
      proposals.call(
          function.name(),
          function.parameters().isEmpty() ? "" : "$1",
          function.signature().substring(function.name().length()),
          FUNCTIONS + (start ? 0 : 1_000),
          () -> Optional.of(FunctionNotes.of(function)));
    }
  }

  /** The values that the other side of a comparison may have. */
  private List<Proposal> values(JmesTree.Found found, JmesTypes types) {
    Proposals proposals = new Proposals(place, inside(found));
    Node parent = found.parent();
    if (parent instanceof Node.Comparison comparison) {
      Node other = comparison.left() == found.node() ? comparison.right() : comparison.left();
      int rank = 0;
      for (String value : TypeLabels.allowed(types.result(other))) {
        proposals.add(value, Kind.VALUE, "", rank++, Optional::empty);
      }
    }
    return proposals.all();
  }

  private Span inside(JmesTree.Found found) {
    @Nullable Node node = found.node();
    Span span = node == null ? place.word() : node.span();
    int end = Math.min(span.end() - 1, place.text().length());
    return new Span(Math.min(span.start() + 1, end), Math.max(span.start() + 1, end));
  }
}
