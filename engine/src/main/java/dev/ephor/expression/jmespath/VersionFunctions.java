package dev.ephor.expression.jmespath;

import dev.ephor.kubernetes.SemanticVersion;
import dev.ephor.value.Value;

/** Semantic versions. */
final class VersionFunctions {

  private VersionFunctions() {}

  /** A text that is no version counts as 0.0.0. */
  static Value compare(Invocation call) {
    VersionRange range = VersionRange.parse(call.string(1));
    SemanticVersion version;
    try {
      version = SemanticVersion.parse(call.string(0));
    } catch (SemanticVersion.InvalidVersion e) {
      version = SemanticVersion.ZERO;
    }
    return Types.bool(range.contains(version));
  }
}
