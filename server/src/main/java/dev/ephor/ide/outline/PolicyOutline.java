package dev.ephor.ide.outline;

import dev.ephor.ide.outline.Symbol.Kind;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The named things of a policy: rules with their variables, or what a policy in CEL consists of.
 */
final class PolicyOutline {

  /**
   * A list of a policy in CEL.
   *
   * @param field its name
   * @param kind what its items are
   * @param names the fields of an item that may name it, the best first
   * @param detail the field that says more
   */
  private record Part(String field, Kind kind, List<String> names, String detail) {}

  private static final List<Part> CEL =
      List.of(
          new Part("matchConditions", Kind.MATCH_CONDITION, List.of("name"), "expression"),
          new Part("conditions", Kind.MATCH_CONDITION, List.of("name"), "expression"),
          new Part("variables", Kind.VARIABLE, List.of("name"), "expression"),
          new Part("images", Kind.VARIABLE, List.of("name"), "expression"),
          new Part("attestors", Kind.ATTESTATION, List.of("name"), ""),
          new Part("attestations", Kind.ATTESTATION, List.of("name"), ""),
          new Part("validations", Kind.VALIDATION, List.of("message", "expression"), "expression"),
          new Part("auditAnnotations", Kind.AUDIT_ANNOTATION, List.of("key"), "valueExpression"),
          new Part("mutations", Kind.MUTATION, List.of("patchType"), ""),
          new Part("generate", Kind.GENERATION, List.of("expression"), ""));

  /** What {@code validate.cel} of a rule holds; its conditions stand beside the rule's own. */
  private static final List<Part> CEL_OF_A_RULE =
      List.of(
          new Part("variables", Kind.VARIABLE, List.of("name"), "expression"),
          new Part("expressions", Kind.VALIDATION, List.of("message", "expression"), "expression"),
          new Part("auditAnnotations", Kind.AUDIT_ANNOTATION, List.of("key"), "valueExpression"));

  private static final Part CONDITIONS =
      new Part("celPreconditions", Kind.MATCH_CONDITION, List.of("name"), "expression");

  private static final List<String> BODIES =
      List.of("validate", "mutate", "generate", "verifyImages");

  /** What the body of a rule may consist of, as the detail of the rule. */
  private static final List<String> MEANS =
      List.of(
          "pattern",
          "anyPattern",
          "deny",
          "podSecurity",
          "cel",
          "manifests",
          "assert",
          "foreach",
          "patchStrategicMerge",
          "patchesJson6902",
          "data",
          "clone",
          "cloneList");

  private PolicyOutline() {}

  static List<Symbol> of(SymbolTree tree, MapValue policy) {
    MapValue spec = policy.map("spec");
    if (spec == null || !tree.isHere(spec)) {
      return List.of();
    }
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue rule : tree.items(spec, "rules")) {
      Value name = rule.child("name");
      symbols.add(
          tree.symbol(
              DocumentOutline.text(name), body(rule), Kind.RULE, rule, name, inRule(tree, rule)));
    }
    CEL.forEach(part -> symbols.addAll(parts(tree, spec, part)));
    symbols.addAll(variables(tree, spec)); // of a cleanup policy
    return symbols;
  }

  /** What a rule does, such as {@code validate deny}. */
  private static String body(MapValue rule) {
    for (String body : BODIES) {
      if (rule.containsKey(body)) {
        MapValue held = rule.map(body);
        String means =
            held == null ? null : MEANS.stream().filter(held::containsKey).findFirst().orElse(null);
        return SymbolTree.joined(body, means);
      }
    }
    return "";
  }

  private static List<Symbol> inRule(SymbolTree tree, MapValue rule) {
    if (!tree.isHere(rule)) {
      return List.of();
    }
    List<Symbol> symbols = new ArrayList<>(variables(tree, rule));
    symbols.addAll(parts(tree, rule, CONDITIONS));
    for (String body : BODIES) {
      MapValue held = rule.map(body);
      if (held != null && tree.isHere(held)) {
        symbols.addAll(loops(tree, held));
        MapValue cel = held.map("cel");
        if (cel != null && tree.isHere(cel)) {
          CEL_OF_A_RULE.forEach(part -> symbols.addAll(parts(tree, cel, part)));
        }
      }
    }
    return symbols;
  }

  private static List<Symbol> loops(SymbolTree tree, MapValue held) {
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue loop : tree.items(held, "foreach")) {
      Value list = loop.child("list");
      List<Symbol> inside = new ArrayList<>(variables(tree, loop));
      inside.addAll(loops(tree, loop));
      symbols.add(
          tree.symbol(DocumentOutline.text(list), "foreach", Kind.LOOP, loop, list, inside));
    }
    return symbols;
  }

  /** The entries of a {@code context}, which are variables. */
  private static List<Symbol> variables(SymbolTree tree, MapValue holder) {
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue entry : tree.items(holder, "context")) {
      Value name = entry.child("name");
      String source =
          entry.keys().stream().filter(key -> !key.equals("name")).findFirst().orElse("");
      symbols.add(
          tree.symbol(DocumentOutline.text(name), source, Kind.VARIABLE, entry, name, List.of()));
    }
    return symbols;
  }

  private static List<Symbol> parts(SymbolTree tree, MapValue holder, Part part) {
    List<Symbol> symbols = new ArrayList<>();
    for (MapValue item : tree.items(holder, part.field())) {
      Value name = named(item, part.names());
      String detail =
          part.detail().isEmpty() || (name != null && name == item.child(part.detail()))
              ? SymbolTree.singular(part.field())
              : Objects.requireNonNullElse(item.string(part.detail()), "");
      symbols.add(
          tree.symbol(DocumentOutline.text(name), detail, part.kind(), item, name, List.of()));
    }
    return symbols;
  }

  private static @Nullable Value named(MapValue item, List<String> fields) {
    for (String field : fields) {
      if (!DocumentOutline.text(item.child(field)).isBlank()) {
        return item.child(field);
      }
    }
    return null;
  }
}
