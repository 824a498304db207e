package dev.ephor.kubernetes;

import java.util.Map;
import java.util.Set;

/**
 * The kinds that live outside of namespaces, as far as Kubernetes and Kyverno define them. Kinds
 * that are not listed count as namespaced, custom ones included.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/">Kubernetes API reference</a>
 */
public final class ClusterScopedKinds {

  private static final Map<String, Set<String>> BY_GROUP =
      Map.ofEntries(
          Map.entry("", Set.of("Namespace", "Node", "PersistentVolume", "ComponentStatus")),
          Map.entry(
              "admissionregistration.k8s.io",
              Set.of(
                  "MutatingAdmissionPolicy",
                  "MutatingAdmissionPolicyBinding",
                  "MutatingWebhookConfiguration",
                  "ValidatingAdmissionPolicy",
                  "ValidatingAdmissionPolicyBinding",
                  "ValidatingWebhookConfiguration")),
          Map.entry("apiextensions.k8s.io", Set.of("CustomResourceDefinition")),
          Map.entry("apiregistration.k8s.io", Set.of("APIService")),
          Map.entry("authentication.k8s.io", Set.of("SelfSubjectReview", "TokenReview")),
          Map.entry(
              "authorization.k8s.io",
              Set.of("SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview")),
          Map.entry(
              "certificates.k8s.io", Set.of("CertificateSigningRequest", "ClusterTrustBundle")),
          Map.entry(
              "flowcontrol.apiserver.k8s.io", Set.of("FlowSchema", "PriorityLevelConfiguration")),
          Map.entry("internal.apiserver.k8s.io", Set.of("StorageVersion")),
          Map.entry(
              "kyverno.io", Set.of("ClusterCleanupPolicy", "ClusterPolicy", "GlobalContextEntry")),
          Map.entry("networking.k8s.io", Set.of("IPAddress", "IngressClass", "ServiceCIDR")),
          Map.entry("node.k8s.io", Set.of("RuntimeClass")),
          Map.entry("openreports.io", Set.of("ClusterReport")),
          Map.entry(
              "policies.kyverno.io",
              Set.of(
                  "DeletingPolicy",
                  "GeneratingPolicy",
                  "ImageValidatingPolicy",
                  "MutatingPolicy",
                  "ValidatingPolicy")),
          Map.entry("policy", Set.of("PodSecurityPolicy")),
          Map.entry("rbac.authorization.k8s.io", Set.of("ClusterRole", "ClusterRoleBinding")),
          Map.entry("reports.kyverno.io", Set.of("ClusterEphemeralReport")),
          Map.entry("resource.k8s.io", Set.of("DeviceClass", "DeviceTaintRule", "ResourceSlice")),
          Map.entry("scheduling.k8s.io", Set.of("PriorityClass")),
          Map.entry(
              "storage.k8s.io",
              Set.of(
                  "CSIDriver",
                  "CSINode",
                  "StorageClass",
                  "VolumeAttachment",
                  "VolumeAttributesClass")),
          Map.entry("storagemigration.k8s.io", Set.of("StorageVersionMigration")),
          Map.entry("wgpolicyk8s.io", Set.of("ClusterPolicyReport")));

  private ClusterScopedKinds() {}

  /** Whether objects of this type are known to have no namespace. */
  public static boolean contains(GroupVersionKind type) {
    return BY_GROUP.getOrDefault(type.group(), Set.of()).contains(type.kind());
  }
}
