package dev.ephor.convert;

import dev.ephor.autogen.AutogenRules;
import dev.ephor.autogen.GeneratedNames;
import dev.ephor.policy.ApplyRules;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.Rule;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A ClusterPolicy or Policy as policies in CEL, one for each of its rules: so each rule's results
 * stay its own, and a rule that cannot be converted keeps no other from it.
 *
 * @param policy what was converted
 * @param rules what became of each rule, in the order of the text
 */
public record PolicyConversion(KyvernoPolicy policy, List<RuleConversion> rules) {

  public PolicyConversion {
    rules = List.copyOf(rules);
  }

  /** Converts a document; empty where it is no ClusterPolicy or Policy. Never fails. */
  public static Optional<PolicyConversion> of(YamlDocument document) {
    if (!(document.root() instanceof MapValue root)
        || !PolicyReader.isPolicy(root)
        || !(PolicyReader.read(root).policy() instanceof KyvernoPolicy policy)) {
      return Optional.empty();
    }
    List<RuleConversion> rules = new ArrayList<>();
    PolicySource source =
        new PolicySource(document, root, policy.spec().rules().stream().map(Rule::node).toList());
    for (int i = 0; i < policy.spec().rules().size(); i++) {
      rules.add(rule(policy, policy.spec().rules().get(i), source, i));
    }
    return Optional.of(new PolicyConversion(policy, rules));
  }

  private static RuleConversion rule(
      KyvernoPolicy policy, Rule rule, PolicySource source, int index) {
    try {
      if (policy.spec().applyRules() == ApplyRules.ONE && policy.spec().rules().size() > 1) {
        throw new NotConvertible(rule.node(), "applyRules: One with several rules");
      }
      RuleConverter converter = new RuleConverter(policy, rule);
      PolicyDraft draft = converter.draft();
      draft.controllers = PodControllers.of(draft, controllers(policy, rule));
      String name =
          policy.spec().rules().size() == 1 ? policy.name() : name(policy.name(), rule.name());
      String text =
          PolicyWriter.write(
              draft,
              source.before(index),
              source.metadata(name),
              source.comments(index),
              policy.namespace());
      return new RuleConversion.Made(
          rule.name(),
          (policy.namespace().isEmpty() ? "" : "Namespaced") + draft.kind,
          name,
          text,
          draft.constraints.types(),
          converter.left());
    } catch (NotConvertible reason) {
      Place where = reason.clause().place(Place.Part.VALUE);
      return new RuleConversion.Kept(
          rule.name(), new Unconverted(rule.name(), where, reason.reason()));
    }
  }

  /** The pod controllers for which Kyverno makes rules of a rule. */
  static TreeSet<String> controllers(KyvernoPolicy policy, Rule rule) {
    TreeSet<String> controllers = new TreeSet<>();
    for (AutogenRules.ForKinds made : AutogenRules.of(policy.document())) {
      String name = made.rule().string("name");
      if (name != null
          && !made.kinds().isEmpty()
          && GeneratedNames.of(rule.name()).contains(name)) {
        controllers.addAll(made.kinds());
      }
    }
    return controllers;
  }

  private static String name(String policy, String rule) {
    String name = policy + "-" + rule;
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-").replaceAll("-+$", "");
  }
}
