package dev.ephor.cli.convert;

import dev.ephor.cli.convert.ConvertedPolicy.Extent;
import dev.ephor.cli.manifests.ManifestDocument;
import dev.ephor.convert.ExceptionConversion;
import dev.ephor.convert.Proof;
import dev.ephor.convert.Prover;
import dev.ephor.convert.Unconverted;
import dev.ephor.given.GivenWorld;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;

/**
 * An exception, what was made of it, and what the proofs say.
 *
 * @param source where it stands
 * @param proofs one for each rule that it is about
 */
record ConvertedException(
    ManifestDocument source, ExceptionConversion conversion, List<Proof> proofs) {

  static ConvertedException of(
      ManifestDocument source,
      ExceptionConversion conversion,
      List<MapValue> manifests,
      GivenWorld world) {
    List<Proof> proofs = new ArrayList<>();
    if (conversion.text() != null) {
      for (ExceptionConversion.Exempted exempted : conversion.exempted()) {
        proofs.add(Prover.prove(conversion, exempted, manifests, world));
      }
    }
    return new ConvertedException(source, conversion, proofs);
  }

  String name() {
    return conversion.exception().qualifiedName();
  }

  Extent extent() {
    if (conversion.text() == null) {
      return Extent.NOT;
    }
    boolean proven = conversion.left().isEmpty() && proofs.stream().allMatch(Proof::holds);
    return proven ? Extent.PROVEN : Extent.PARTLY;
  }

  /** What keeps it from being proven, in words that can be counted. */
  List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    conversion.left().stream().map(Unconverted::reason).forEach(reasons::add);
    if (proofs.stream().anyMatch(proof -> !proof.errors().isEmpty())) {
      reasons.add("the exception that was made does not compile");
    } else if (proofs.stream().anyMatch(proof -> proof.different() > 0)) {
      reasons.add("the proof of the exception found a difference");
    }
    return reasons;
  }
}
