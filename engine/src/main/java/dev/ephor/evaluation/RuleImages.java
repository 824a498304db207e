package dev.ephor.evaluation;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Rule;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.verifyimages.Image;
import dev.ephor.rule.verifyimages.ImageExtraction;
import dev.ephor.rule.verifyimages.ImageVerification;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The images that a rule with {@code verifyImages} is about.
 *
 * @param verifications its entries as they are written, with variables
 * @param extractors its {@code imageExtractors}; null for none
 * @param denials the {@code validate} clauses of its entries
 */
record RuleImages(
    List<ImageVerification> verifications, @Nullable MapValue extractors, List<MapValue> denials) {

  /**
   * What was found in a resource.
   *
   * @param matching each image once for each entry that it matches
   * @param problem why images cannot be told; null where they can
   */
  record Found(List<Image> matching, @Nullable String problem) {}

  static RuleImages of(Rule rule, ListValue clause) {
    List<ImageVerification> verifications = new ArrayList<>();
    List<MapValue> denials = new ArrayList<>();
    for (Value item : clause.values()) {
      if (item instanceof MapValue entry) {
        verifications.add(ImageVerification.of(entry));
        MapValue validate = entry.map("validate");
        if (validate != null) {
          denials.add(validate);
        }
      }
    }
    return new RuleImages(
        List.copyOf(verifications), rule.node().map("imageExtractors"), List.copyOf(denials));
  }

  /**
   * Without extractors of its own, a rule says nothing of a resource with an image that is none.
   */
  Found find(Resource resource) {
    List<Image> matching = new ArrayList<>();
    try {
      for (Map<String, Image> group : ImageExtraction.of(resource, extractors).values()) {
        for (Image image : group.values()) {
          for (ImageVerification verification : verifications) {
            if (verification.concerns(image)) {
              matching.add(image);
            }
          }
        }
      }
      return new Found(matching, null);
    } catch (ImageExtraction.Failure failure) {
      return new Found(
          List.of(), extractors == null ? null : "failed to extract images: " + failure.reason());
    }
  }

  RuleOutcome failed(String problem, Trial trial, RuleOutcomes outcomes) {
    MapValue clause = Objects.requireNonNull(extractors, "only extractors fail aloud");
    return outcomes.ofWhole(
        Status.ERROR,
        "failed to instantiate handler: " + problem,
        trial.resource(),
        clause.place(Place.Part.VALUE));
  }
}
