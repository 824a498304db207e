package dev.ephor.lint;

import dev.ephor.policy.CelException;
import dev.ephor.policy.CelExceptionReader;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.meaning.WrittenExpression;
import dev.ephor.policy.meaning.WrittenExpressions;
import dev.ephor.schema.Schemas;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A policy or exception as lints see it. For one thread. */
final class Subject {

  private final YamlDocument document;
  private final MapValue root;
  private final Schemas schemas;
  private final Landscape landscape;
  private final @Nullable Policy policy;
  private @Nullable List<WrittenExpression> expressions;

  /**
   * @param document the document that holds it
   * @param root the policy or exception itself
   * @param schemas the kinds whose structure is known
   * @param landscape the policies of the workspace
   */
  Subject(YamlDocument document, MapValue root, Schemas schemas, Landscape landscape) {
    this.document = document;
    this.root = root;
    this.schemas = schemas;
    this.landscape = landscape;
    this.policy = PolicyReader.isPolicy(root) ? PolicyReader.read(root).policy() : null;
  }

  /** Whether lints look at a document. */
  static boolean isOne(Value root) {
    return PolicyReader.isPolicy(root)
        || ExceptionReader.isException(root)
        || CelExceptionReader.isException(root);
  }

  /** What lints look at in a document: itself, or the items of a list. */
  static List<MapValue> in(Value root) {
    if (!(root instanceof MapValue map)) {
      return List.of();
    } else if (isOne(map)) {
      return List.of(map);
    }
    ListValue items = map.list("items");
    if (items == null || !Objects.requireNonNullElse(map.string("kind"), "").endsWith("List")) {
      return List.of();
    }
    List<MapValue> found = new ArrayList<>();
    for (Value item : items.values()) {
      if (item instanceof MapValue one && isOne(one)) {
        found.add(one);
      }
    }
    return found;
  }

  YamlDocument document() {
    return document;
  }

  MapValue root() {
    return root;
  }

  Schemas schemas() {
    return schemas;
  }

  Landscape landscape() {
    return landscape;
  }

  /** The policy; null for an exception and for what is too wrong to be read. */
  @Nullable Policy policy() {
    return policy;
  }

  /** The policy if it is of a kind with rules, else null. */
  @Nullable KyvernoPolicy kyverno() {
    return policy instanceof KyvernoPolicy kyverno ? kyverno : null;
  }

  /** The policy if it is written in CEL, else null. */
  @Nullable CelPolicy cel() {
    return policy instanceof CelPolicy cel ? cel : null;
  }

  /** The exception from policies with rules, else null. */
  @Nullable PolicyException exception() {
    return ExceptionReader.isException(root) ? ExceptionReader.read(root) : null;
  }

  /** The exception from policies in CEL, else null. */
  @Nullable CelException celException() {
    return CelExceptionReader.isException(root) ? CelExceptionReader.read(root) : null;
  }

  /** The expressions of the document. */
  List<WrittenExpression> expressions() {
    List<WrittenExpression> found = expressions;
    if (found == null) {
      found = WrittenExpressions.of(document);
      expressions = found;
    }
    return found;
  }

  /** The rules as they are written. */
  List<MapValue> rules() {
    MapValue spec = root.map("spec");
    return spec == null ? List.of() : maps(spec.list("rules"));
  }

  /** The maps of a list. */
  static List<MapValue> maps(@Nullable ListValue list) {
    List<MapValue> maps = new ArrayList<>();
    for (Value item : list == null ? List.<Value>of() : list.values()) {
      if (item instanceof MapValue map) {
        maps.add(map);
      }
    }
    return maps;
  }
}
