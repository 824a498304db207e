package dev.ephor.expression.jmespath;

import dev.ephor.context.ImageDefaults;
import dev.ephor.kubernetes.ImageReference;
import dev.ephor.value.Value;

/** References to container images. */
final class ImageFunctions {

  private ImageFunctions() {}

  /** The full reference: with registry, and with a tag or digest. */
  static Value normalize(Invocation call) {
    ImageDefaults defaults = call.setting().images();
    try {
      ImageReference image =
          ImageReference.parse(call.string(0), defaults.registry(), defaults.mutate());
      return call.made(image.toString());
    } catch (ImageReference.InvalidImage e) {
      throw call.failure(String.valueOf(e.getMessage()));
    }
  }
}
