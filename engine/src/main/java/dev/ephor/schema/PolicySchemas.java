package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure of the documents that Kyverno 1.19 reads and writes, under {@code kyverno.io},
 * {@code policies.kyverno.io}, {@code cli.kyverno.io} and the groups of reports, of the admission
 * policies of Kubernetes, and of {@code ephor.yaml}.
 */
public final class PolicySchemas {

  /** Type names by API version and kind; {@code policies.types} has the types. */
  private static final Map<String, String> TYPES = types();

  private PolicySchemas() {}

  /**
   * The structure of a kind, or null for a kind that is not known here.
   *
   * @param apiVersion such as {@code kyverno.io/v1}
   * @param kind such as {@code ClusterPolicy}
   */
  public static @Nullable ObjectSchema of(String apiVersion, String kind) {
    String type = TYPES.get(apiVersion.concat(" ").concat(kind));
    return type == null ? null : object(type);
  }

  /** Every kind with a structure, in every version. */
  public static List<GroupVersionKind> kinds() {
    List<GroupVersionKind> kinds = new ArrayList<>();
    for (String key : TYPES.keySet()) {
      int space = key.indexOf(' ');
      kinds.add(GroupVersionKind.of(key.substring(0, space), key.substring(space + 1)));
    }
    return kinds;
  }

  /** The structure of {@code ephor.yaml}. */
  public static ObjectSchema configuration() {
    return object("EphorConfiguration");
  }

  /** The structure of a file that {@code httpPayloads} of a test names. */
  public static ObjectSchema httpPayload() {
    return object("HttpPayload");
  }

  /** The structure of a file that {@code envoyPayloads} of a test names. */
  public static ObjectSchema envoyPayload() {
    return object("EnvoyPayload");
  }

  private static ObjectSchema object(String type) {
    if (Library.POLICIES.type(type) instanceof ObjectSchema object) {
      return object;
    }
    throw new IllegalStateException("policies.types has no object " + type);
  }

  private static Map<String, String> types() {
    Map<String, String> types = new LinkedHashMap<>();
    put(types, "kyverno.io/v1", "ClusterPolicy Policy", "ClusterPolicy");
    put(types, "kyverno.io/v2beta1", "ClusterPolicy Policy", "ClusterPolicyV2");
    for (String version : List.of("kyverno.io/v2", "kyverno.io/v2beta1")) {
      put(types, version, "PolicyException", "PolicyException");
      put(types, version, "CleanupPolicy ClusterCleanupPolicy", "CleanupPolicy");
    }
    for (String version : List.of("kyverno.io/v2", "kyverno.io/v2beta1", "kyverno.io/v2alpha1")) {
      put(types, version, "GlobalContextEntry", "GlobalContextEntry");
    }
    for (String version : List.of("kyverno.io/v2", "kyverno.io/v1beta1")) {
      put(types, version, "UpdateRequest", "UpdateRequest");
    }
    putCel(types);
    putKubernetes(types);
    String cli = "cli.kyverno.io/v1alpha1";
    put(types, cli, "Test", "Test");
    put(types, cli, "Values Value", "Values");
    put(types, cli, "UserInfo", "UserInfoDocument");
    put(types, cli, "Context", "Context");
    put(types, cli, "ClusterResource", "ClusterResource");
    put(types, "wgpolicyk8s.io/v1alpha2", "PolicyReport ClusterPolicyReport", "PolicyReport");
    // The command line calls a report on a namespace's policies PolicyReport in this group, too.
    put(types, "openreports.io/v1alpha1", "Report ClusterReport PolicyReport", "PolicyReport");
    put(
        types,
        "reports.kyverno.io/v1",
        "EphemeralReport ClusterEphemeralReport",
        "EphemeralReport");
    return types;
  }

  /** The namespaced form of a kind has the same fields; it came later. */
  private static void putCel(Map<String, String> types) {
    for (String version : List.of("v1", "v1beta1", "v1alpha1")) {
      String group = "policies.kyverno.io/".concat(version);
      for (String kind :
          List.of(
              "ValidatingPolicy",
              "MutatingPolicy",
              "GeneratingPolicy",
              "DeletingPolicy",
              "ImageValidatingPolicy")) {
        put(types, group, kind, kind);
        if (!version.equals("v1alpha1")) {
          put(types, group, "Namespaced".concat(kind), kind);
        }
      }
      put(types, group, "PolicyException", "CelPolicyException");
    }
  }

  private static void putKubernetes(Map<String, String> types) {
    String group = "admissionregistration.k8s.io/";
    String v1 = group.concat("v1");
    put(types, v1, "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicy");
    put(types, v1, "ValidatingAdmissionPolicyBinding", "ValidatingAdmissionPolicyBinding");
    for (String version : List.of("v1", "v1beta1", "v1alpha1")) {
      String any = group.concat(version);
      put(types, any, "MutatingAdmissionPolicy", "MutatingAdmissionPolicy");
      put(types, any, "MutatingAdmissionPolicyBinding", "MutatingAdmissionPolicyBinding");
    }
  }

  private static void put(Map<String, String> types, String apiVersion, String kinds, String type) {
    for (String kind : kinds.split(" ", -1)) {
      types.put(apiVersion.concat(" ").concat(kind), type);
    }
  }

  /** Loaded with the first question. */
  private static final class Library {
    static final TypeLibrary POLICIES = TypeLibrary.resource("policies.types");
  }
}
