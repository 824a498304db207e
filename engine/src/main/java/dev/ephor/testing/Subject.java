package dev.ephor.testing;

import dev.ephor.kubernetes.Resource;

/**
 * What an expectation may be about.
 *
 * @param shown as rows name it, and by which it is told from others
 * @param resource the object; of a payload nothing is completed
 * @param path the file of a payload, as the test names it; empty for a resource
 */
record Subject(String shown, Resource resource, String path) {

  static Subject of(Resource resource) {
    return new Subject(ResourceKey.shown(resource), resource, "");
  }

  /** A JSON document that need not be a resource. */
  static Subject of(Payload payload) {
    return new Subject(payload.shown(), Resource.changed(payload.root()), payload.path());
  }

  boolean isMeantBy(String written) {
    return path.isEmpty()
        ? ResourceKey.means(written, resource)
        : written.equals(path) || written.equals(shown);
  }

  boolean isMeantBy(ResourceSpec spec) {
    return path.isEmpty() && spec.selects(resource);
  }

  /** Where no rule spoke, a resource without namespace is named without a gap. */
  String shownWithoutGap() {
    return path.isEmpty() ? shown.replace("//", "/") : shown;
  }
}
