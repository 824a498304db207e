package dev.ephor.cli.convert;

import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.cli.manifests.WrittenPlace;
import dev.ephor.convert.PolicyConversion;
import dev.ephor.convert.Proof;
import dev.ephor.convert.Prover;
import dev.ephor.convert.RuleConversion;
import dev.ephor.convert.Unconverted;
import dev.ephor.given.GivenWorld;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy, what was made of it, and what the proof says.
 *
 * @param source where it stands
 * @param rules in the order of the text
 */
record ConvertedPolicy(
    ManifestDocument source, PolicyConversion conversion, List<ProvenRule> rules) {

  /** How far a policy or rule was converted. */
  enum Extent {
    PROVEN("proven"),
    PARTLY("partly"),
    NOT("not");

    final String word;

    Extent(String word) {
      this.word = word;
    }
  }

  /**
   * A rule and its proof.
   *
   * @param proof null where nothing was made
   */
  record ProvenRule(RuleConversion conversion, @Nullable Proof proof) {

    Extent extent() {
      if (proof == null) {
        return Extent.NOT;
      }
      return proof.holds() && conversion.left().isEmpty() ? Extent.PROVEN : Extent.PARTLY;
    }

    /** What keeps it from being proven, in words that can be counted. */
    List<String> reasons() {
      List<String> reasons = new ArrayList<>();
      conversion.left().stream().map(Unconverted::reason).forEach(reasons::add);
      if (proof != null && !proof.errors().isEmpty()) {
        reasons.add("the policy that was made does not compile");
      } else if (proof != null && proof.different() > 0) {
        reasons.add("the proof found a difference");
      }
      return reasons;
    }
  }

  static ConvertedPolicy of(
      ManifestDocument source,
      PolicyConversion conversion,
      List<MapValue> manifests,
      GivenWorld world) {
    List<ProvenRule> rules = new ArrayList<>();
    for (RuleConversion rule : conversion.rules()) {
      Proof proof =
          rule instanceof RuleConversion.Made made
              ? Prover.prove(conversion.policy(), made, manifests, world)
              : null;
      rules.add(new ProvenRule(rule, proof));
    }
    return new ConvertedPolicy(source, conversion, rules);
  }

  /** {@code FILE:LINE} of a place in it; the file alone for what nobody wrote. */
  String at(Place place) {
    return at(source, place);
  }

  static String at(ManifestDocument source, Place place) {
    WrittenPlace written = source.find(place);
    return source.file() + (written == null ? "" : ":" + written.line());
  }

  String name() {
    return conversion.policy().qualifiedName();
  }

  Extent extent() {
    if (!rules.isEmpty() && rules.stream().allMatch(rule -> rule.extent() == Extent.PROVEN)) {
      return Extent.PROVEN;
    }
    return rules.stream().allMatch(rule -> rule.extent() == Extent.NOT)
        ? Extent.NOT
        : Extent.PARTLY;
  }

  /** The texts of the policies that were made, with their names. */
  List<RuleConversion.Made> made() {
    List<RuleConversion.Made> made = new ArrayList<>();
    for (ProvenRule rule : rules) {
      if (rule.conversion() instanceof RuleConversion.Made one) {
        made.add(one);
      }
    }
    return made;
  }
}
