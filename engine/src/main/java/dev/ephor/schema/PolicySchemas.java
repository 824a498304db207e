package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure of the documents that Kyverno 1.19 reads under {@code kyverno.io}, {@code
 * policies.kyverno.io}, and of the admission policies of Kubernetes.
 */
public final class PolicySchemas {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("kyverno.io/v1 ClusterPolicy", "ClusterPolicy"),
          Map.entry("kyverno.io/v1 Policy", "ClusterPolicy"),
          Map.entry("kyverno.io/v2beta1 ClusterPolicy", "ClusterPolicyV2"),
          Map.entry("kyverno.io/v2beta1 Policy", "ClusterPolicyV2"),
          Map.entry("kyverno.io/v2 PolicyException", "PolicyException"),
          Map.entry("kyverno.io/v2beta1 PolicyException", "PolicyException"),
          Map.entry("kyverno.io/v2 CleanupPolicy", "CleanupPolicy"),
          Map.entry("kyverno.io/v2 ClusterCleanupPolicy", "CleanupPolicy"),
          Map.entry("kyverno.io/v2beta1 CleanupPolicy", "CleanupPolicy"),
          Map.entry("kyverno.io/v2beta1 ClusterCleanupPolicy", "CleanupPolicy"),
          Map.entry("kyverno.io/v2alpha1 GlobalContextEntry", "GlobalContextEntry"),
          Map.entry("kyverno.io/v2beta1 GlobalContextEntry", "GlobalContextEntry"),
          Map.entry("kyverno.io/v2 GlobalContextEntry", "GlobalContextEntry"),
          Map.entry(
              "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy",
              "ValidatingAdmissionPolicy"),
          Map.entry(
              "admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding",
              "ValidatingAdmissionPolicyBinding"),
          Map.entry("cli.kyverno.io/v1alpha1 Test", "Test"),
          Map.entry("cli.kyverno.io/v1alpha1 Values", "Values"),
          Map.entry("cli.kyverno.io/v1alpha1 Value", "Values"),
          Map.entry("cli.kyverno.io/v1alpha1 UserInfo", "UserInfoDocument"));

  private static final String KUBERNETES_GROUP = "admissionregistration.k8s.io/";
  private static final List<String> KUBERNETES_KINDS =
      List.of("MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding");

  private static final String CEL_GROUP = "policies.kyverno.io/";
  private static final List<String> CEL_VERSIONS = List.of("v1", "v1beta1", "v1alpha1");
  private static final List<String> CEL_KINDS =
      List.of("ValidatingPolicy", "MutatingPolicy", "GeneratingPolicy", "DeletingPolicy");

  private PolicySchemas() {}

  /**
   * The structure of a kind, or null for a kind that is not known here.
   *
   * @param apiVersion such as {@code kyverno.io/v1}
   * @param kind such as {@code ClusterPolicy}
   */
  public static @Nullable ObjectSchema of(String apiVersion, String kind) {
    String type;
    if (apiVersion.startsWith(CEL_GROUP)) {
      type = celType(apiVersion.substring(CEL_GROUP.length()), kind);
    } else if (KUBERNETES_KINDS.contains(kind)) {
      type = isKubernetesVersion(apiVersion) ? kind : null;
    } else {
      type = TYPES.get(apiVersion.concat(" ").concat(kind));
    }
    return type != null && Library.POLICIES.type(type) instanceof ObjectSchema object
        ? object
        : null;
  }

  /** Every kind that is known here, of each the newest version first. */
  static List<GroupVersionKind> kinds() {
    List<GroupVersionKind> kinds = new ArrayList<>();
    for (String key : TYPES.keySet()) {
      kinds.add(
          GroupVersionKind.of(
              key.substring(0, key.indexOf(' ')), key.substring(key.indexOf(' ') + 1)));
    }
    for (String version : CEL_VERSIONS) {
      for (String kind : KUBERNETES_KINDS) {
        kinds.add(GroupVersionKind.of(KUBERNETES_GROUP + version, kind));
      }
      for (String kind : CEL_KINDS) {
        add(CEL_GROUP + version, kind, kinds);
        add(CEL_GROUP + version, "Namespaced" + kind, kinds);
      }
      add(CEL_GROUP + version, "PolicyException", kinds);
    }
    kinds.sort(
        Comparator.comparing(GroupVersionKind::kind)
            .thenComparing(GroupVersionKind::group)
            .thenComparing(PolicySchemas::age)
            .thenComparing(GroupVersionKind::version, Comparator.reverseOrder()));
    return List.copyOf(kinds);
  }

  private static void add(String apiVersion, String kind, List<GroupVersionKind> kinds) {
    if (of(apiVersion, kind) != null) {
      kinds.add(GroupVersionKind.of(apiVersion, kind));
    }
  }

  /** Stable versions are taken before others. */
  private static int age(GroupVersionKind type) {
    return type.version().contains("alpha") ? 2 : type.version().contains("beta") ? 1 : 0;
  }

  private static boolean isKubernetesVersion(String apiVersion) {
    return apiVersion.startsWith(KUBERNETES_GROUP)
        && CEL_VERSIONS.contains(apiVersion.substring(KUBERNETES_GROUP.length()));
  }

  /** The namespaced form of a kind has the same fields; it came later. */
  private static @Nullable String celType(String version, String kind) {
    if (kind.equals("PolicyException")) {
      return CEL_VERSIONS.contains(version) ? "CelPolicyException" : null;
    }
    boolean namespaced = kind.startsWith("Namespaced");
    String type = namespaced ? kind.substring("Namespaced".length()) : kind;
    boolean known =
        CEL_VERSIONS.contains(version)
            && !(namespaced && version.equals("v1alpha1"))
            && CEL_KINDS.contains(type);
    return known ? type : null;
  }

  /** Loaded with the first question. */
  private static final class Library {
    static final TypeLibrary POLICIES = TypeLibrary.resource("policies.types");
  }
}
