package dev.ephor.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The structure of the documents that Kyverno 1.19 reads under {@code kyverno.io}. */
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
          Map.entry("cli.kyverno.io/v1alpha1 Test", "Test"),
          Map.entry("cli.kyverno.io/v1alpha1 Values", "Values"),
          Map.entry("cli.kyverno.io/v1alpha1 Value", "Values"),
          Map.entry("cli.kyverno.io/v1alpha1 UserInfo", "UserInfoDocument"));

  private PolicySchemas() {}

  /**
   * The structure of a kind, or null for a kind that is not known here.
   *
   * @param apiVersion such as {@code kyverno.io/v1}
   * @param kind such as {@code ClusterPolicy}
   */
  public static @Nullable ObjectSchema of(String apiVersion, String kind) {
    String type = TYPES.get(apiVersion.concat(" ").concat(kind));
    return type != null && Library.POLICIES.type(type) instanceof ObjectSchema object
        ? object
        : null;
  }

  /** Loaded with the first question. */
  private static final class Library {
    static final TypeLibrary POLICIES = TypeLibrary.resource("policies.types");
  }
}
