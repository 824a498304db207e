package dev.ephor.policy.check;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import java.util.function.Consumer;

/** An image that is rewritten by an expression cannot be written back as a digest. */
final class ImageExtractors implements RuleCheck {

  @Override
  public void check(RuleView rule, Consumer<Finding> found) {
    MapValue extractors = PolicyView.map(rule.map(), "imageExtractors");
    boolean mutates =
        rule.verifyImages().stream()
            .anyMatch(image -> PolicyView.flag(image, "mutateDigest", true));
    boolean expression = false;
    for (int i = 0; i < extractors.size(); i++) {
      expression |=
          extractors.valueAt(i) instanceof ListValue list
              && PolicyView.maps(list).stream().anyMatch(one -> PolicyView.holds(one, "jmesPath"));
    }
    if (mutates && expression) {
      found.accept(
          Finding.refusal(
              rule.at("imageExtractors"),
              "image-extractors",
              "set mutateDigest to false: a digest cannot be written through a jmesPath",
              "path: "
                  + rule.path()
                  + ": jmespath may not be used in an image extractor when mutating digests with"
                  + " verify images"));
    }
  }
}
