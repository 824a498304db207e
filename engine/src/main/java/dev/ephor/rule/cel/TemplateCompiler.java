package dev.ephor.rule.cel;

import dev.ephor.expression.cel.CelCompilation;
import dev.ephor.expression.cel.CelExpression;
import dev.ephor.expression.cel.CelProblem;
import dev.ephor.expression.cel.Placeholders;
import dev.ephor.policy.CelClause;
import dev.ephor.policy.CelTemplate;
import dev.ephor.text.Span;
import dev.ephor.value.GoQuote;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.GoYamlProblem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the template of a GeneratingPolicy. The first thing that is wrong breaks the policy; its
 * message counts lines of the template's text.
 */
final class TemplateCompiler {

  private static final Source SOURCE = new Source("template");

  private final String path;
  private final CelTemplate template;
  private final KyvernoCompiler compiler;

  private TemplateCompiler(String path, CelTemplate template, KyvernoCompiler compiler) {
    this.path = path;
    this.template = template;
    this.compiler = compiler;
  }

  /**
   * Compiles.
   *
   * @param path where the text stands: {@code spec.generate[0].template.value}
   * @throws BrokenPolicy where the text cannot be read or a placeholder cannot be compiled
   */
  static GenerationTemplate of(String path, CelTemplate template, KyvernoCompiler compiler)
      throws BrokenPolicy {
    CelClause text = template.text();
    return new GenerationTemplate(
        text, new TemplateCompiler(path, template, compiler).documents(text.expression()));
  }

  private List<TemplatePart> documents(String text) throws BrokenPolicy {
    String unreadable = GoYamlProblem.of(text);
    if (unreadable != null) {
      throw broken("failed to parse YAML: " + unreadable, null);
    }
    List<TemplatePart> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      YamlDocument yaml = YamlParser.parse(SOURCE, text.substring(slice.start(), slice.end()));
      if (!yaml.root().isNull()) {
        documents.add(document(new TemplateDocument(yaml, slice.start(), text)));
      }
    }
    if (documents.isEmpty()) {
      throw broken("template must contain at least one YAML document", null);
    }
    return documents;
  }

  private TemplatePart document(TemplateDocument document) throws BrokenPolicy {
    Value root = document.root();
    TemplatePart part = part(root, document);
    boolean maybeObject =
        part instanceof TemplatePart.Fields
            || part instanceof TemplatePart.Spliced
            || (part instanceof TemplatePart.Fixed fixed && fixed.value() instanceof MapValue);
    if (!maybeObject) {
      throw broken(document, root, "document must be a mapping describing a resource");
    }
    return part;
  }

  private TemplatePart part(Value value, TemplateDocument document) throws BrokenPolicy {
    if (!template.interpolated() || !TemplateDocument.hasPlaceholders(value)) {
      TemplateDocument.Repeated repeated = document.repeated(value);
      if (repeated != null) {
        throw broken(
            document.line(value), "yaml: unmarshal errors:\n  " + repeated.text(), repeated.key());
      }
      return new TemplatePart.Fixed(value);
    } else if (value instanceof MapValue map) {
      return fields(map, document);
    } else if (value instanceof ListValue list) {
      List<TemplatePart> items = new ArrayList<>(list.size());
      for (Value item : list.values()) {
        items.add(part(item, document));
      }
      return new TemplatePart.Items(list, items);
    }
    return scalar((Scalar) value, document);
  }

  private TemplatePart fields(MapValue map, TemplateDocument document) throws BrokenPolicy {
    Span merge = document.mergeKey(map);
    if (merge != null) {
      throw broken(
          document.line(merge),
          "YAML merge keys are not supported in subtrees containing placeholders",
          merge);
    }
    List<TemplatePart.Field> fields = new ArrayList<>(map.size());
    for (int i = 0; i < map.size(); i++) {
      Value child = map.valueAt(i);
      String key = document.key(map.keyAt(i), child);
      if (Placeholders.unescapedIn(key)) {
        Span where = document.keySpan(child);
        throw broken(
            document.line(where),
            "placeholders are not supported in mapping keys; use a whole-value placeholder on the"
                + " parent field instead (e.g. `labels: (( variables.labels ))`)",
            where);
      }
      fields.add(new TemplatePart.Field(key, part(child, document)));
    }
    return new TemplatePart.Fields(map, fields);
  }

  private TemplatePart scalar(Scalar scalar, TemplateDocument document) throws BrokenPolicy {
    String text = String.valueOf(scalar.content());
    List<Placeholders.Piece> pieces;
    try {
      pieces = Placeholders.of(text);
    } catch (Placeholders.Unreadable unreadable) {
      throw broken(
          document.line(scalar),
          String.valueOf(unreadable.getMessage()),
          document.within(scalar, unreadable.within()));
    }
    List<TemplatePart> parts = new ArrayList<>(pieces.size());
    for (Placeholders.Piece piece : pieces) {
      parts.add(
          piece instanceof Placeholders.Expression expression
              ? placeholder(expression, scalar, document)
              : new TemplatePart.Fixed(
                  new Scalar(
                      ((Placeholders.Literal) piece).text(), scalar.source(), scalar.node())));
    }
    return parts.size() == 1 ? parts.get(0) : new TemplatePart.Text(scalar, parts);
  }

  private TemplatePart.Spliced placeholder(
      Placeholders.Expression placeholder, Scalar scalar, TemplateDocument document)
      throws BrokenPolicy {
    String text = placeholder.expression();
    CelCompilation compilation = compiler.compilation(text);
    if (compilation instanceof CelExpression expression) {
      CelClause clause = new CelClause("", text, template.text().node());
      return new TemplatePart.Spliced(
          Program.of(clause, expression), document.within(scalar, placeholder.within()));
    }
    CelProblem problem = (CelProblem) compilation;
    String detail =
        "line "
            + document.line(scalar)
            + ": invalid placeholder expression "
            + GoQuote.quote(text)
            + ": "
            + problem.message();
    List<FieldError> errors = new ArrayList<>();
    for (CelProblem.Finding finding : problem.findings()) {
      Span word = KyvernoCompiler.word(text, finding.offset());
      Span within = document.within(scalar, word.shift(placeholder.within().start()));
      errors.add(new FieldError(path, template.text(), detail, finding.message(), within));
    }
    throw new BrokenPolicy(errors);
  }

  private BrokenPolicy broken(TemplateDocument document, Value at, String reason) {
    return broken(document.line(at), reason, document.span(at));
  }

  private BrokenPolicy broken(int line, String reason, @Nullable Span within) {
    return new BrokenPolicy(
        List.of(
            new FieldError(path, template.text(), "line " + line + ": " + reason, reason, within)));
  }

  private BrokenPolicy broken(String detail, @Nullable Span within) {
    return new BrokenPolicy(List.of(new FieldError(path, template.text(), detail, detail, within)));
  }
}
