package dev.ephor.policy.check;

import dev.ephor.schema.Schema;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Whether image verifications name images and complete attestors. */
final class ImageVerifications implements RuleCheck {

  private static final List<String> AUTHORITIES =
      List.of("keys", "certificates", "keyless", "attestor");

  private static final Set<String> ALGORITHMS = Set.of("", "sha224", "sha256", "sha384", "sha512");

  /** The reference reports everything that is wrong with the images of a rule together. */
  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    List<Finding> findings = new ArrayList<>();
    images(rule, findings::add);
    Set<String> reasons = new LinkedHashSet<>();
    findings.forEach(finding -> reasons.add(Objects.requireNonNull(finding.reference())));
    String together = reasons.size() == 1 ? null : "[" + String.join(", ", reasons) + "]";
    for (Finding finding : findings) {
      found.accept(together == null ? finding : finding.withReference(together));
    }
  }

  private static void images(RuleView rule, Consumer<Finding> found) {
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
      if (PolicyView.text(image, "type").equals("Notary")) {
        notary(image, path, type, found);
      }
    }
  }

  /** The reference looks at the image's own attestors only, not at nested ones. */
  private static void notary(MapValue image, String path, Schema type, Consumer<Finding> found) {
    for (MapValue set : PolicyView.maps(image.list("attestors"))) {
      for (MapValue entry : PolicyView.maps(set.list("entries"))) {
        for (String field : List.of("keyless", "keys")) {
          Value given = entry.child(field);
          if (given != null && !given.isNull()) {
            String name = field.equals("keys") ? "Keys" : "Keyless";
            found.accept(
                Finding.refusal(
                    given.place(Place.Part.KEY),
                    "notary-certificates",
                    "signatures of type Notary are verified by certificates only",
                    path
                        + ".attestors: Invalid value: "
                        + TypedJson.write(image, type)
                        + ": "
                        + name
                        + " field is not allowed for type notary"));
          }
        }
      }
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
    if (PolicyView.set(entry, "keys")) {
      keys(PolicyView.map(entry, "keys"), path + ".keys", found);
    }
    MapValue certificates = PolicyView.map(entry, "certificates");
    if (PolicyView.set(entry, "certificates")
        && !PolicyView.holds(certificates, "cert")
        && !PolicyView.holds(certificates, "certChain")) {
      authority(
          certificates,
          path + ".certificates",
          "no-certificate",
          "certificates needs cert or certChain",
          "cert or certChain required",
          found);
    }
    if (PolicyView.set(entry, "keyless")) {
      keyless(PolicyView.map(entry, "keyless"), path + ".keyless", found);
    }
    MapValue nested = PolicyView.map(entry, "attestor");
    if (PolicyView.set(entry, "attestor")) {
      set(nested, path + ".attestor", found);
    }
  }

  private static void keys(MapValue keys, String path, Consumer<Finding> found) {
    boolean written = PolicyView.holds(keys, "publicKeys");
    if (!written && !PolicyView.holds(keys, "kms") && !PolicyView.set(keys, "secret")) {
      authority(
          keys,
          path,
          "no-key",
          "keys needs one of publicKeys, kms, secret",
          "A public key, kms key or secret is required",
          found);
    }
    if (written && !ALGORITHMS.contains(PolicyView.text(keys, "signatureAlgorithm"))) {
      authority(
          keys,
          path,
          "signature-algorithm",
          "signatureAlgorithm is one of sha224, sha256, sha384, sha512",
          "Invalid signature algorithm provided",
          found);
    }
  }

  private static void keyless(MapValue keyless, String path, Consumer<Finding> found) {
    boolean log = PolicyView.set(keyless, "rekor");
    if (!log && !PolicyView.holds(keyless, "roots")) {
      authority(
          keyless,
          path,
          "keyless-log",
          "keyless needs rekor or roots",
          "Either Rekor URL or roots are required",
          found);
    }
    if (log && !PolicyView.holds(PolicyView.map(keyless, "rekor"), "url")) {
      authority(keyless, path, "keyless-log", "rekor needs its url", "An URL is required", found);
    }
  }

  private static void authority(
      MapValue authority,
      String path,
      String code,
      String message,
      String reference,
      Consumer<Finding> found) {
    String field = path.substring(path.lastIndexOf('.') + 1);
    Schema type = TypedJson.type("rules", "verifyImages", "attestors", "entries", field);
    found.accept(
        Finding.refusal(
            authority.place(Place.Part.KEY),
            code,
            message,
            path + ": Invalid value: " + TypedJson.write(authority, type) + ": " + reference));
  }
}
