package dev.ephor.report;

import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;

/** Which engine judges by a policy, and on which occasion, in the words of reports. */
final class ReportSource {

  private ReportSource() {}

  /** Such as {@code kyverno} or {@code KyvernoValidatingPolicy}. */
  static String of(Policy policy) {
    return switch (clusterWide(policy)) {
      case "ValidatingPolicy" -> "KyvernoValidatingPolicy";
      case "MutatingPolicy" -> "KyvernoMutatingPolicy";
      case "GeneratingPolicy" -> "KyvernoGeneratingPolicy";
      case "ImageValidatingPolicy" -> "KyvernoImageValidatingPolicy";
      case "ValidatingAdmissionPolicy" -> "ValidatingAdmissionPolicy";
      case "MutatingAdmissionPolicy" -> "MutatingAdmissionPolicy";
      default -> "kyverno";
    };
  }

  /** {@code background scan}, {@code admission review} or empty. */
  static String process(Policy policy) {
    if (policy instanceof KyvernoPolicy kyverno) {
      return process(kyverno.spec().background(), kyverno.spec().admission());
    } else if (policy instanceof CelPolicy cel) {
      return switch (clusterWide(policy)) {
        case "ValidatingAdmissionPolicy", "MutatingAdmissionPolicy" -> "background scan";
        case "GeneratingPolicy" -> "admission review";
        case "DeletingPolicy" -> "";
        default -> process(cel.spec().background(), cel.spec().admission());
      };
    }
    return "";
  }

  private static String process(boolean background, boolean admission) {
    if (background) {
      return "background scan";
    }
    return admission ? "admission review" : "";
  }

  private static String clusterWide(Policy policy) {
    String kind = policy.kind();
    return kind.startsWith("Namespaced") ? kind.substring("Namespaced".length()) : kind;
  }
}
