package dev.ephor.policy.check;

import dev.ephor.text.Severity;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Notary signatures are known by certificates alone: whatever else an entry names is not looked at,
 * and the reference ends without an answer. Of the image's own attestors it says so; this is about
 * those of its attestations.
 */
final class NotaryAttestors implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    for (MapValue image : rule.verifyImages()) {
      if (!PolicyView.text(image, "type").equals("Notary")) {
        continue;
      }
      List<MapValue> sets = new ArrayList<>();
      for (MapValue attestation : PolicyView.maps(image.list("attestations"))) {
        sets.addAll(PolicyView.maps(attestation.list("attestors")));
      }
      for (MapValue set : sets) {
        for (MapValue entry : PolicyView.maps(set.list("entries"))) {
          if (!PolicyView.set(entry, "certificates") && !PolicyView.set(entry, "attestor")) {
            found.accept(
                new Finding(
                    entry.place(Place.Part.KEY),
                    Severity.ERROR,
                    "notary-certificates",
                    "signatures of type Notary are verified by certificates only",
                    null));
          }
        }
      }
    }
  }
}
