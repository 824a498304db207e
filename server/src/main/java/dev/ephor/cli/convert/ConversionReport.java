package dev.ephor.cli.convert;

import dev.ephor.cli.Counted;
import dev.ephor.cli.convert.ConvertedPolicy.Extent;
import dev.ephor.cli.convert.ConvertedPolicy.ProvenRule;
import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.convert.Proof;
import dev.ephor.convert.RuleConversion;
import dev.ephor.convert.Unconverted;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.GoYaml;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells what was converted and what the proofs say, for people and for programs. */
final class ConversionReport {

  private ConversionReport() {}

  /** Every rule with its proof, every clause that was left, every difference. */
  static void tell(ConvertedPolicy policy, PrintWriter out) {
    for (ProvenRule rule : policy.rules()) {
      out.println(line(policy, rule));
      for (Unconverted left : rule.conversion().left()) {
        out.println("  " + policy.at(left.where()) + ": " + left.reason());
      }
      if (rule.proof() != null) {
        differences(rule.proof(), out);
      }
    }
  }

  private static String line(ConvertedPolicy policy, ProvenRule rule) {
    String start = policy.name() + "/" + rule.conversion().rule() + ": ";
    Proof proof = rule.proof();
    if (!(rule.conversion() instanceof RuleConversion.Made made) || proof == null) {
      return start + "not converted";
    }
    return start + extent(rule.extent(), proof) + " (" + made.name() + "; " + told(proof) + ")";
  }

  private static String extent(Extent extent, Proof proof) {
    return extent == Extent.PROVEN
        ? "converted and proven"
        : !proof.errors().isEmpty()
            ? "converted in part: the policy that was made does not compile"
            : proof.different() > 0 ? "converted in part: it was disproved" : "converted in part";
  }

  private static String told(Proof proof) {
    return Counted.of(proof.manifests(), "manifest")
        + ", "
        + Counted.of(proof.examples(), "counter-example")
        + ": "
        + proof.denied()
        + " denied by both, "
        + proof.allowed()
        + " let through by both, "
        + proof.skipped()
        + " of these passed by one and skipped by the other"
        + (proof.different() > 0 ? ", " + proof.different() + " differ" : "");
  }

  /** An exception with the proof for each rule, and what was left. */
  static void tell(ConvertedException exception, PrintWriter out) {
    String start = exception.name() + ": exception ";
    if (exception.proofs().isEmpty()) {
      out.println(start + "not converted");
    }
    for (int i = 0; i < exception.proofs().size(); i++) {
      Proof proof = exception.proofs().get(i);
      String policy = exception.conversion().exempted().get(i).made().name();
      Extent extent = proof.holds() ? exception.extent() : Extent.PARTLY;
      out.println(start + extent(extent, proof) + " (from " + policy + "; " + told(proof) + ")");
      differences(proof, out);
    }
    for (Unconverted left : exception.conversion().left()) {
      out.println(
          "  " + ConvertedPolicy.at(exception.source(), left.where()) + ": " + left.reason());
    }
  }

  private static void differences(Proof proof, PrintWriter out) {
    proof.errors().forEach(error -> out.println("  " + error.replace("\n", "\n  ")));
    for (Proof.Difference difference : proof.differences()) {
      out.println("  " + difference.request() + " differs:");
      out.println("    the rule    " + difference.rule());
      out.println("    the policy  " + difference.policy());
      out.println("    of this manifest:");
      GoYaml.write(difference.manifest()).lines().forEach(line -> out.println("      " + line));
    }
  }

  /** How many were converted, and what keeps the others. */
  static void summary(
      List<ConvertedPolicy> policies, List<ConvertedException> exceptions, PrintWriter out) {
    out.println("policies: " + counts(policies.stream().map(ConvertedPolicy::extent).toList()));
    if (!exceptions.isEmpty()) {
      out.println(
          "exceptions: " + counts(exceptions.stream().map(ConvertedException::extent).toList()));
    }
    List<ProvenRule> rules = policies.stream().flatMap(p -> p.rules().stream()).toList();
    out.println("rules:    " + counts(rules.stream().map(ProvenRule::extent).toList()));
    int requests = 0;
    int skipped = 0;
    int different = 0;
    for (ProvenRule rule : rules) {
      Proof proof = rule.proof();
      if (proof != null) {
        requests += proof.denied() + proof.allowed() + proof.different();
        skipped += proof.skipped();
        different += proof.different();
      }
    }
    out.println(
        "requests: "
            + requests
            + " compared, "
            + different
            + " differ; "
            + skipped
            + " passed by one and skipped by the other");
    Map<String, Integer> reasons = new TreeMap<>();
    rules.forEach(rule -> rule.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum)));
    exceptions.forEach(one -> one.reasons().forEach(why -> reasons.merge(why, 1, Integer::sum)));
    if (!reasons.isEmpty()) {
      out.println("what keeps rules from being proven, by frequency:");
    }
    reasons.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> out.printf("%6d  %s%n", entry.getValue(), entry.getKey()));
  }

  private static String counts(List<Extent> extents) {
    StringBuilder text = new StringBuilder().append(extents.size()).append(", ");
    List<String> words = new ArrayList<>();
    for (Extent extent : Extent.values()) {
      long number = extents.stream().filter(one -> one == extent).count();
      words.add(number + " " + extent.word);
    }
    return text.append(String.join(", ", words)).toString();
  }

  /** The same as one object for programs. */
  static MapValue json(List<ConvertedPolicy> policies, List<ConvertedException> exceptions) {
    List<Value> told = new ArrayList<>();
    for (ConvertedPolicy policy : policies) {
      List<Value> rules = new ArrayList<>();
      policy.rules().forEach(rule -> rules.add(json(policy, rule)));
      told.add(
          map()
              .put("file", Scalar.of(policy.source().file()))
              .put("policy", Scalar.of(policy.name()))
              .put("extent", Scalar.of(policy.extent().word))
              .put("rules", list(rules))
              .build());
    }
    MapValue.Builder all = map().put("policies", list(told));
    if (!exceptions.isEmpty()) {
      all.put("exceptions", list(exceptions.stream().map(ConversionReport::json).toList()));
    }
    return all.build();
  }

  private static Value json(ConvertedPolicy policy, ProvenRule rule) {
    MapValue.Builder told =
        map()
            .put("rule", Scalar.of(rule.conversion().rule()))
            .put("extent", Scalar.of(rule.extent().word));
    if (rule.conversion() instanceof RuleConversion.Made made) {
      told.put("name", Scalar.of(made.name())).put("policy", Scalar.of(made.text()));
    }
    told.put("notConverted", left(rule.conversion().left(), policy.source()));
    if (rule.proof() != null) {
      told.put("proof", json(rule.proof()));
    }
    return told.build();
  }

  private static Value json(ConvertedException exception) {
    MapValue.Builder told =
        map()
            .put("file", Scalar.of(exception.source().file()))
            .put("exception", Scalar.of(exception.name()))
            .put("extent", Scalar.of(exception.extent().word));
    if (exception.conversion().text() != null) {
      told.put("policy", Scalar.of(exception.conversion().text()));
    }
    told.put("notConverted", left(exception.conversion().left(), exception.source()));
    List<Value> proofs = new ArrayList<>();
    exception.proofs().forEach(proof -> proofs.add(json(proof)));
    return told.put("proofs", list(proofs)).build();
  }

  private static ListValue left(List<Unconverted> clauses, ManifestDocument source) {
    List<Value> left = new ArrayList<>();
    for (Unconverted one : clauses) {
      left.add(
          map()
              .put("at", Scalar.of(ConvertedPolicy.at(source, one.where())))
              .put("reason", Scalar.of(one.reason()))
              .build());
    }
    return list(left);
  }

  private static MapValue json(Proof proof) {
    List<Value> differences = new ArrayList<>();
    for (Proof.Difference difference : proof.differences()) {
      differences.add(
          map()
              .put("request", Scalar.of(difference.request()))
              .put("rule", Scalar.of(difference.rule()))
              .put("policy", Scalar.of(difference.policy()))
              .put("manifest", difference.manifest())
              .build());
    }
    return map()
        .put("manifests", number(proof.manifests()))
        .put("counterExamples", number(proof.examples()))
        .put("denied", number(proof.denied()))
        .put("allowed", number(proof.allowed()))
        .put("skippedByOne", number(proof.skipped()))
        .put("different", number(proof.different()))
        .put("errors", list(proof.errors().stream().map(e -> (Value) Scalar.of(e)).toList()))
        .put("differences", list(differences))
        .build();
  }

  private static Scalar number(int number) {
    return Scalar.of((long) number);
  }

  private static ListValue list(List<Value> values) {
    return ListValue.of(values, Source.NONE, 0);
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }
}
