package dev.ephor.policy.meaning;

import dev.ephor.expression.cel.Placeholders;
import dev.ephor.policy.meaning.WrittenExpression.Language;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.schema.Schemas;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.NodeKind;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.SourceMap;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the expressions that a policy or a custom resource's definition holds: those that its
 * structure says, placeholders of templates, and variables in double braces in every text and key
 * of policies of the {@code kyverno.io} kinds.
 */
public final class WrittenExpressions {

  private final YamlDocument document;
  private final boolean variables;
  private final boolean definition;
  private final List<WrittenExpression> found = new ArrayList<>();

  private WrittenExpressions(YamlDocument document) {
    this.document = document;
    this.variables = hasVariables(document.root());
    this.definition = DefinitionRules.isDefinition(document.root());
  }

  /** Only the older kinds replace variables. */
  private static boolean hasVariables(Value root) {
    return root instanceof MapValue map
        && Objects.requireNonNullElse(map.string("apiVersion"), "").startsWith("kyverno.io/");
  }

  /** The expressions of a document in the order of the text; none for what is no policy. */
  public static List<WrittenExpression> of(YamlDocument document) {
    if (!isPolicy(document.root())) {
      return List.of();
    }
    WrittenExpressions search = new WrittenExpressions(document);
    Meanings.walk(document.root(), Schemas.BUILT_IN, search::texts);
    return List.copyOf(search.found);
  }

  /** The innermost expression that an offset touches. */
  public static Optional<WrittenExpression> at(YamlDocument document, int offset) {
    if (!isPolicy(document.root())) {
      return Optional.empty();
    }
    int node = document.nodeAt(offset);
    NodePath path = NodePath.of(document, node);
    if (path.value().node() != node) {
      return Optional.empty();
    }
    WrittenExpressions search = new WrittenExpressions(document);
    String key = path.steps().isEmpty() ? null : path.steps().get(path.steps().size() - 1).key();
    search.texts(path.value(), key, Meanings.at(path, Schemas.BUILT_IN));
    return search.found.stream()
        .filter(expression -> expression.touches(offset))
        .min((a, b) -> Integer.compare(a.span().length(), b.span().length()));
  }

  private static boolean isPolicy(Value root) {
    if (!(root instanceof MapValue map)) {
      return false;
    }
    String version = Objects.requireNonNullElse(map.string("apiVersion"), "");
    return version.startsWith("kyverno.io/")
        || version.startsWith("policies.kyverno.io/")
        || version.startsWith("admissionregistration.k8s.io/")
        || DefinitionRules.isDefinition(root);
  }

  private void texts(Value value, @Nullable String key, Meaning meaning) {
    int node = value.node();
    boolean aliased = document.kind(node) == NodeKind.ALIAS;
    if (key != null && variables && key.contains("{{")) {
      variables(node, true, key, document.keySourceMap(node));
    }
    String text = aliased ? null : value.asString();
    if (text == null) {
      return;
    }
    ScalarSchema.Kind kind =
        definition && DefinitionRules.isExpression(NodePath.of(document, node))
            ? ScalarSchema.Kind.CEL
            : kind(meaning);
    if (kind == ScalarSchema.Kind.CEL) {
      String whole = document.scalarText(node);
      found.add(
          new WrittenExpression(Language.CEL, node, false, whole, document.sourceMap(node), true));
    } else if (TemplateTexts.interpolated(meaning, () -> NodePath.of(document, node))) {
      placeholders(node);
    } else if (variables && text.contains("{{")) {
      variables(node, false, document.scalarText(node), document.sourceMap(node));
    } else if (kind == ScalarSchema.Kind.JMESPATH) {
      String whole = document.scalarText(node);
      found.add(
          new WrittenExpression(
              Language.JMESPATH, node, false, whole, document.sourceMap(node), true));
    }
  }

  private void placeholders(int node) {
    String whole = document.scalarText(node);
    for (Span within : Placeholders.typedIn(whole)) {
      String text = whole.substring(within.start(), within.end());
      SourceMap map = SourceMap.shiftedBy(within.start()).within(document.sourceMap(node));
      boolean closed = whole.startsWith("))", within.end());
      found.add(new WrittenExpression(Language.CEL, node, false, text, map, closed));
    }
  }

  private static ScalarSchema.Kind kind(Meaning meaning) {
    for (Schema type : meaning.meant()) {
      if (type instanceof ScalarSchema scalar) {
        return scalar.kind();
      }
    }
    return ScalarSchema.Kind.STRING;
  }

  /** A variable that is open while a text is read. */
  private record Open(int start, StringBuilder text) {}

  private void variables(int node, boolean inKey, String text, SourceMap map) {
    Deque<Open> open = new ArrayDeque<>();
    for (int at = 0; at < text.length(); ) {
      boolean opens = text.startsWith("{{", at) && (at == 0 || text.charAt(at - 1) != '\\');
      if (opens) {
        open.push(new Open(at + 2, new StringBuilder()));
        at += 2;
      } else if (text.startsWith("}}", at) && !open.isEmpty() && isEven(open.peek().text)) {
        Open closed = open.pop();
        add(node, inKey, closed, map, true);
        at += 2;
        if (!open.isEmpty()) {
          open.peek().text.append("x".repeat(at - closed.start + 2));
        }
      } else {
        if (!open.isEmpty()) {
          open.peek().text.append(text.charAt(at));
        }
        at++;
      }
    }
    if (!open.isEmpty()) {
      Open last = open.pop();
      int line = last.text.indexOf("\n");
      String rest = line < 0 ? last.text.toString() : last.text.substring(0, line);
      add(node, inKey, new Open(last.start, new StringBuilder(rest)), map, false);
    }
  }

  /** Whether single braces in an expression are closed, so that two more end it. */
  private static boolean isEven(CharSequence text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
    }
    return depth <= 0;
  }

  private void add(int node, boolean inKey, Open variable, SourceMap map, boolean closed) {
    found.add(
        new WrittenExpression(
            Language.VARIABLE,
            node,
            inKey,
            variable.text.toString(),
            SourceMap.shiftedBy(variable.start).within(map),
            closed));
  }
}
