package dev.ephor.policy.check;

import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Whether image verifications name images and complete attestors. */
final class ImageVerifications implements RuleCheck {

  private static final List<String> AUTHORITIES =
      List.of("keys", "certificates", "keyless", "attestor");

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    boolean audit =
        !PolicyView.text(rule.policy().spec(), "validationFailureAction")
            .toLowerCase(Locale.ROOT)
            .equals("enforce");
    List<MapValue> images = rule.verifyImages();
    for (int i = 0; i < images.size(); i++) {
      MapValue image = images.get(i);
      String path = rule.path() + ".verifyImages[" + i + "]";
      String action = PolicyView.text(image, "failureAction").toLowerCase(Locale.ROOT);
      audit = action.isEmpty() ? audit : !action.equals("enforce");
      if (audit && PolicyView.flag(image, "mutateDigest", true)) {
        var set = image.child("mutateDigest");
        found.accept(
            Finding.refusal(
                (set == null ? image : set).place(Place.Part.KEY),
                "mutate-digest",
                "a rule that only audits cannot rewrite images: set mutateDigest to false",
                path
                    + ".mutateDigest: Invalid value: true: mutateDigest must be set to false for"
                    + " ‘Audit’ failure action"));
      }
      Schema type = TypedJson.type("rules", "verifyImages");
      if (!PolicyView.holds(image, "imageReferences") && !PolicyView.holds(image, "image")) {
        found.accept(
            Finding.refusal(
                image.place(Place.Part.KEY),
                "no-images",
                "say which images are verified: imageReferences is missing",
                path
                    + ": Invalid value: "
                    + TypedJson.write(image, type)
                    + ": An image reference is required"));
      }
      List<MapValue> attestations = PolicyView.maps(image.list("attestations"));
      for (int j = 0; j < attestations.size(); j++) {
        attestors(attestations.get(j), path + ".attestations[" + j + "]", found);
      }
      attestors(image, path, found);
    }
  }

  private static void attestors(MapValue holder, String path, Consumer<Finding> found) {
    List<MapValue> sets = PolicyView.maps(holder.list("attestors"));
    for (int i = 0; i < sets.size(); i++) {
      set(sets.get(i), path + ".attestors[" + i + "]", found);
    }
  }

  private static void set(MapValue set, String path, Consumer<Finding> found) {
    List<MapValue> entries = PolicyView.maps(set.list("entries"));
    Schema type = TypedJson.type("rules", "verifyImages", "attestors");
    String invalid = path + ": Invalid value: " + TypedJson.write(set, type) + ": ";
    if (set.child("count") instanceof Scalar scalar
        && scalar.content() instanceof Long count
        && count > entries.size()) {
      found.accept(
          Finding.refusal(
              scalar.place(Place.Part.VALUE),
              "attestor-count",
              "count is more than the entries there are",
              invalid + "Count cannot exceed length of entries"));
    }
    if (entries.isEmpty()) {
      found.accept(
          Finding.refusal(
              set.place(Place.Part.KEY),
              "no-attestors",
              "an attestor set needs entries",
              invalid + "An entry is required"));
    }
    for (int i = 0; i < entries.size(); i++) {
      entry(entries.get(i), path + ".entries[" + i + "]", found);
    }
  }

  private static void entry(MapValue entry, String path, Consumer<Finding> found) {
    List<String> given = AUTHORITIES.stream().filter(one -> PolicyView.set(entry, one)).toList();
    Schema type = TypedJson.type("rules", "verifyImages", "attestors", "entries");
    if (given.size() != 1) {
      found.accept(
          Finding.refusal(
              entry.place(Place.Part.KEY),
              "attestor-kind",
              "an entry has exactly one of " + String.join(", ", AUTHORITIES),
              path
                  + ": Invalid value: "
                  + TypedJson.write(entry, type)
                  + ": keys, certificates, keyless, or a nested attestor is required"));
    }
    MapValue keys = PolicyView.map(entry, "keys");
    if (PolicyView.set(entry, "keys")
        && !PolicyView.holds(keys, "publicKeys")
        && !PolicyView.holds(keys, "kms")
        && !PolicyView.set(keys, "secret")) {
      found.accept(
          Finding.refusal(
              keys.place(Place.Part.KEY),
              "no-key",
              "keys needs one of publicKeys, kms, secret",
              path
                  + ".keys: Invalid value: "
                  + TypedJson.write(
                      keys, TypedJson.type("rules", "verifyImages", "attestors", "entries", "keys"))
                  + ": A public key, kms key or secret is required"));
    }
    MapValue nested = PolicyView.map(entry, "attestor");
    if (PolicyView.set(entry, "attestor")) {
      set(nested, path + ".attestor", found);
    }
  }
}
