package dev.ephor.rule.verifyimages;

import dev.ephor.kubernetes.ImageReference;
import dev.ephor.value.Value;
import java.util.List;

/**
 * An image of a resource.
 *
 * @param reference the image, completed
 * @param path where it is in the resource, key by key
 * @param written the text that names it
 */
public record Image(ImageReference reference, List<String> path, Value written) {

  public Image {
    path = List.copyOf(path);
  }

  /** The registry and path: what is asked for manifests. */
  public String repository() {
    return reference.registry().isEmpty()
        ? reference.path()
        : reference.registry() + "/" + reference.path();
  }

  /** The same image, pinned to a digest. */
  public Image withDigest(String digest) {
    ImageReference pinned =
        new ImageReference(reference.registry(), reference.path(), reference.tag(), digest);
    return new Image(pinned, path, written);
  }

  @Override
  public String toString() {
    return reference.toString();
  }
}
