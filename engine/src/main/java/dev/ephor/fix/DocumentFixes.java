package dev.ephor.fix;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.schema.Deprecation;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.NearestName;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import dev.ephor.text.Span;
import dev.ephor.text.TextEdit;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.edit.Layout;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fixes of what is wrong with a document as such, manifest or policy: names and values that its
 * structure does not have, types, deprecated fields, operators and API versions. Each is read again
 * and kept only where the problem is gone and none has come.
 */
public final class DocumentFixes {

  private static final int MOST_VALUES = 6;

  private static final Map<String, List<String>> OPERATORS =
      Map.of(
          "Equal", List.of("Equals"),
          "NotEqual", List.of("NotEquals"),
          "In", List.of("AnyIn", "AllIn"),
          "NotIn", List.of("AnyNotIn", "AllNotIn"));

  private final Snapshot snapshot;
  private final PlacedDocument document;
  private final YamlDocument yaml;
  private final NodePath path;
  private final List<DocumentFix> candidates = new ArrayList<>();

  private DocumentFixes(Snapshot snapshot, PlacedDocument document, NodePath path) {
    this.snapshot = snapshot;
    this.document = document;
    this.yaml = document.yaml();
    this.path = path;
  }

  /**
   * A fix of a document.
   *
   * @param title what it does, in the imperative
   * @param edits of the file's text, in its order
   * @param only whether there is no other that would do as well
   */
  public record DocumentFix(String title, List<TextEdit> edits, boolean only) {
    public DocumentFix {
      edits = List.copyOf(edits);
    }
  }

  /** The proven fixes of a problem, the best first; none where it is the verdict of a policy. */
  public static List<DocumentFix> of(
      Snapshot snapshot, Diagnostic problem, PlacedDocument document) {
    Span span = problem.span().shift(-document.start());
    NodePath path = NodePath.of(document.yaml(), document.yaml().nodeAt(span.start()));
    DocumentFixes fixes = new DocumentFixes(snapshot, document, path);
    String code = problem.code();
    fixes.collect(code.substring(code.indexOf('/') + 1));
    DocumentProof proof = new DocumentProof(snapshot, document, problem);
    List<DocumentFix> proven =
        fixes.candidates.stream().filter(fix -> proof.holds(fix.edits())).toList();
    return proven.stream()
        .map(fix -> new DocumentFix(fix.title(), fix.edits(), proven.size() == 1))
        .toList();
  }

  private void collect(String code) {
    switch (code) {
      case "unknown-field" -> rename();
      case "wrong-type" -> type();
      case "bad-value", "bad-operator" -> values();
      case "missing-field" -> missing();
      case "deprecated-version" -> version();
      case "deprecated-field" -> moved();
      case "deprecated-operator" -> operator();
      default -> {}
    }
  }

  private List<Schema> types(NodePath at) {
    return Meanings.at(at, snapshot.schemas()).meant();
  }

  private @Nullable String key() {
    return path.steps().isEmpty() ? null : path.steps().get(path.steps().size() - 1).key();
  }

  private void rename() {
    String key = key();
    if (key == null) {
      return;
    }
    Meaning holder = Meanings.at(path.parent(), snapshot.schemas());
    for (Schema schema : holder.meant()) {
      if (schema instanceof ObjectSchema object) {
        object
            .nearest(holder.dialect().field(key))
            .ifPresent(
                near -> {
                  String name = key.replace(holder.dialect().field(key), near);
                  replace(
                      yaml.keySpan(path.value().node()), quoted(key, name), "Rename to " + name);
                });
      }
    }
  }

  private String quoted(String before, String after) {
    Span span = yaml.keySpan(path.value().node());
    String written = yaml.text().substring(span.start(), span.end());
    return written.contains(before) ? written.replace(before, after) : after;
  }

  private void type() {
    for (Schema schema : types(path)) {
      if (schema instanceof ScalarSchema && path.value() instanceof Scalar scalar) {
        Span span = yaml.valueSpan(path.value().node());
        String written = yaml.text().substring(span.start(), span.end());
        List<Value> typed = Values.typed(scalar.content(), schema);
        if (!typed.isEmpty() && typed.get(0).asString() != null && scalar.asString() == null) {
          replace(span, "\"" + written + "\"", "Put " + written + " in quotes");
        } else if (!typed.isEmpty() && scalar.asString() != null) {
          String text = String.valueOf(typed.get(0).toJava());
          replace(span, text, "Write " + text + " without quotes");
        }
      }
    }
  }

  private void values() {
    String written = path.value().asString();
    Span span = yaml.valueSpan(path.value().node());
    List<String> allowed = new ArrayList<>();
    for (Schema schema : types(path)) {
      if (schema instanceof ScalarSchema scalar) {
        allowed.addAll(scalar.allowed());
      }
    }
    String near = written == null ? null : NearestName.of(written, allowed).orElse(null);
    if (near != null) {
      allowed.remove(near);
      allowed.add(0, near);
    }
    allowed.stream().limit(MOST_VALUES).forEach(word -> replace(span, word, "Change to " + word));
  }

  private void missing() {
    MapValue map = path.value() instanceof MapValue present ? present : Values.map();
    for (Schema schema : types(path)) {
      if (schema instanceof ObjectSchema object) {
        object.fields().stream()
            .filter(field -> field.required() && field.absent() == null)
            .filter(field -> !map.containsKey(field.name()))
            .forEach(
                field ->
                    rewrite(
                        path,
                        map.with(field.name(), Values.placeholder(field.type(), field.name())),
                        "Add " + field.name()));
      }
    }
  }

  private void version() {
    if (!(path.parent().value() instanceof MapValue object)) {
      return;
    }
    String version = Objects.requireNonNullElse(object.string("apiVersion"), "");
    String kind = Objects.requireNonNullElse(object.string("kind"), "");
    GroupVersionKind instead =
        KubernetesIndex.deprecated(GroupVersionKind.of(version, kind))
            .map(Deprecation::instead)
            .orElse(null);
    if (instead != null && instead.kind().equals(kind)) {
      replace(
          yaml.valueSpan(path.value().node()), instead.apiVersion(), "Use " + instead.apiVersion());
    }
  }

  /** What a policy says for all of its rules moves to where it is said now: into each rule. */
  private void moved() {
    String key = key();
    if (key == null
        || !key.startsWith("validationFailureAction")
        || !(path.parent().value() instanceof MapValue spec)) {
      return;
    }
    String now = key.replace("validationFailureAction", "failureAction");
    Value value = path.value();
    MapValue changed = spec.without(key);
    if (spec.list("rules") != null) {
      List<Value> rules = new ArrayList<>();
      for (Value rule : Objects.requireNonNull(spec.list("rules")).values()) {
        MapValue map = rule instanceof MapValue one ? one : Values.map();
        MapValue validate = map.map("validate");
        boolean wanted = validate != null && !validate.containsKey(now);
        rules.add(
            validate != null && wanted ? map.with("validate", validate.with(now, value)) : rule);
      }
      changed =
          changed.with(
              "rules",
              dev.ephor.value.ListValue.of(
                  rules,
                  Objects.requireNonNull(spec.child("rules")).source(),
                  Objects.requireNonNull(spec.child("rules")).node()));
    }
    rewrite(path.parent(), changed, "Move " + key + " to the rules");
  }

  private void operator() {
    String written = Objects.requireNonNullElse(path.value().asString(), "");
    for (String successor : OPERATORS.getOrDefault(written, List.of())) {
      replace(yaml.valueSpan(path.value().node()), successor, "Use " + successor);
    }
  }

  private void replace(Span span, String text, String title) {
    TextEdit edit = new TextEdit(span.shift(document.start()), text);
    candidates.add(new DocumentFix(title, List.of(edit), false));
  }

  private void rewrite(NodePath at, Value value, String title) {
    Value top = Placed.with(yaml.root(), at.steps(), 0, value);
    if (Layout.rewrite(yaml, top) instanceof Rewrite.Edits edits) {
      candidates.add(new DocumentFix(title, edits.shifted(document.start()), false));
    }
  }
}
