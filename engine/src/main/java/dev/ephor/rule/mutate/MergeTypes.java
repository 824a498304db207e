package dev.ephor.rule.mutate;

import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which lists of which kinds are merged item by item, and by which fields their items are told
 * apart. Every other list replaces. The reference carries its own schema for this, that of
 * Kubernetes 1.21: kinds and fields that came later are not merged, which the newer schema of this
 * program cannot tell.
 */
final class MergeTypes {

  /**
   * What is known of a value.
   *
   * @param keys for a list that is merged the fields that tell its items apart, empty for scalars;
   *     null for a list that replaces, and for maps
   * @param type the type of a map, or of a list's items; null for nothing known
   */
  record Known(@Nullable List<String> keys, @Nullable String type) {
    static final Known NOTHING = new Known(null, null);
  }

  /** A type and its fields: {@code field=Type}, {@code field=key+key:Type}, {@code field=*}. */
  private static final String TYPES =
      """
      ObjectMeta finalizers=* ownerReferences=uid:
      Plain metadata=ObjectMeta
      Webhooks metadata=ObjectMeta webhooks=name:
      Conditions conditions=type:
      Controller metadata=ObjectMeta spec=ControllerSpec status=Conditions
      ControllerSpec template=PodTemplateSpec
      PodTemplateSpec metadata=ObjectMeta spec=PodSpec
      CronJob metadata=ObjectMeta spec=CronJobSpec
      CronJobSpec jobTemplate=JobTemplate
      JobTemplate metadata=ObjectMeta spec=ControllerSpec
      Pod metadata=ObjectMeta spec=PodSpec status=PodStatus
      PodTemplate metadata=ObjectMeta template=PodTemplateSpec
      PodStatus conditions=type: podIPs=ip:
      PodSpec containers=name:Container ephemeralContainers=name:Ephemeral hostAliases=ip: imagePullSecrets=name: initContainers=name:Container topologySpreadConstraints=topologyKey+whenUnsatisfiable: volumes=name:Volume
      Container env=name: ports=containerPort+protocol: volumeDevices=devicePath: volumeMounts=mountPath:
      Ephemeral env=name: volumeDevices=devicePath: volumeMounts=mountPath:
      Volume ephemeral=EphemeralVolume
      EphemeralVolume volumeClaimTemplate=Plain
      Claim metadata=ObjectMeta status=Conditions
      Status metadata=ObjectMeta status=Conditions
      ComponentStatus metadata=ObjectMeta conditions=type:
      Node metadata=ObjectMeta spec=NodeSpec status=NodeStatus
      NodeSpec podCIDRs=*
      NodeStatus addresses=type: conditions=type:
      Service metadata=ObjectMeta spec=ServiceSpec status=Conditions
      ServiceSpec ports=port+protocol:
      ServiceAccount metadata=ObjectMeta secrets=name:
      CSINode metadata=ObjectMeta spec=CSINodeSpec
      CSINodeSpec drivers=name:
      """;

  /** A type and the kinds of it: {@code group/version/Kind}, all that are not plain. */
  private static final String KINDS =
      """
      Webhooks admissionregistration.k8s.io/v1/MutatingWebhookConfiguration admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration
      Controller apps/v1/DaemonSet apps/v1/Deployment apps/v1/ReplicaSet apps/v1/StatefulSet batch/v1/Job v1/ReplicationController
      CronJob batch/v1/CronJob batch/v1beta1/CronJob
      Pod v1/Pod
      PodTemplate v1/PodTemplate
      Claim v1/PersistentVolumeClaim
      Status v1/Namespace policy/v1/PodDisruptionBudget policy/v1beta1/PodDisruptionBudget apiregistration.k8s.io/v1/APIService apiregistration.k8s.io/v1beta1/APIService
      ComponentStatus v1/ComponentStatus
      Node v1/Node
      Service v1/Service
      ServiceAccount v1/ServiceAccount
      CSINode storage.k8s.io/v1/CSINode storage.k8s.io/v1beta1/CSINode
      Plain v1/Binding v1/ConfigMap v1/Endpoints v1/Event v1/LimitRange v1/PersistentVolume v1/ResourceQuota v1/Secret apps/v1/ControllerRevision
      Plain apiextensions.k8s.io/v1/CustomResourceDefinition apiextensions.k8s.io/v1beta1/CustomResourceDefinition
      Plain authentication.k8s.io/v1/TokenRequest authentication.k8s.io/v1/TokenReview authentication.k8s.io/v1beta1/TokenReview
      Plain authorization.k8s.io/v1/LocalSubjectAccessReview authorization.k8s.io/v1/SelfSubjectAccessReview authorization.k8s.io/v1/SelfSubjectRulesReview authorization.k8s.io/v1/SubjectAccessReview
      Plain authorization.k8s.io/v1beta1/LocalSubjectAccessReview authorization.k8s.io/v1beta1/SelfSubjectAccessReview authorization.k8s.io/v1beta1/SelfSubjectRulesReview authorization.k8s.io/v1beta1/SubjectAccessReview
      Plain autoscaling/v1/HorizontalPodAutoscaler autoscaling/v1/Scale autoscaling/v2beta1/HorizontalPodAutoscaler autoscaling/v2beta2/HorizontalPodAutoscaler
      Plain certificates.k8s.io/v1/CertificateSigningRequest certificates.k8s.io/v1beta1/CertificateSigningRequest coordination.k8s.io/v1/Lease coordination.k8s.io/v1beta1/Lease
      Plain discovery.k8s.io/v1/EndpointSlice discovery.k8s.io/v1beta1/EndpointSlice events.k8s.io/v1/Event events.k8s.io/v1beta1/Event extensions/v1beta1/Ingress
      Plain flowcontrol.apiserver.k8s.io/v1beta1/FlowSchema flowcontrol.apiserver.k8s.io/v1beta1/PriorityLevelConfiguration
      Plain networking.k8s.io/v1/Ingress networking.k8s.io/v1/IngressClass networking.k8s.io/v1/NetworkPolicy networking.k8s.io/v1beta1/Ingress networking.k8s.io/v1beta1/IngressClass
      Plain node.k8s.io/v1/RuntimeClass node.k8s.io/v1beta1/RuntimeClass policy/v1beta1/Eviction policy/v1beta1/PodSecurityPolicy
      Plain rbac.authorization.k8s.io/v1/ClusterRole rbac.authorization.k8s.io/v1/ClusterRoleBinding rbac.authorization.k8s.io/v1/Role rbac.authorization.k8s.io/v1/RoleBinding
      Plain rbac.authorization.k8s.io/v1beta1/ClusterRole rbac.authorization.k8s.io/v1beta1/ClusterRoleBinding rbac.authorization.k8s.io/v1beta1/Role rbac.authorization.k8s.io/v1beta1/RoleBinding
      Plain scheduling.k8s.io/v1/PriorityClass scheduling.k8s.io/v1beta1/PriorityClass storage.k8s.io/v1/CSIDriver storage.k8s.io/v1/StorageClass storage.k8s.io/v1/VolumeAttachment
      Plain storage.k8s.io/v1beta1/CSIDriver storage.k8s.io/v1beta1/CSIStorageCapacity storage.k8s.io/v1beta1/StorageClass storage.k8s.io/v1beta1/VolumeAttachment
      """;

  private static final Map<String, Map<String, Known>> FIELDS = fields();
  private static final Map<String, String> BY_KIND = kinds();

  private MergeTypes() {}

  /** What is known of a field of a map. */
  static Known field(@Nullable String type, String field) {
    Map<String, Known> fields = type == null ? null : FIELDS.get(type);
    return fields == null ? Known.NOTHING : fields.getOrDefault(field, Known.NOTHING);
  }

  /** The type of a map that names its kind; null where it does not, or the kind is not known. */
  static @Nullable String named(@Nullable Value value) {
    if (!(value instanceof MapValue map)) {
      return null;
    }
    String version = map.string("apiVersion");
    String kind = map.string("kind");
    return version == null || kind == null ? null : BY_KIND.get(version + "/" + kind);
  }

  private static Map<String, Map<String, Known>> fields() {
    Map<String, Map<String, Known>> types = new HashMap<>();
    for (List<String> line : words(TYPES)) {
      Map<String, Known> fields = new HashMap<>();
      for (String declaration : line.subList(1, line.size())) {
        int equals = declaration.indexOf('=');
        fields.put(declaration.substring(0, equals), known(declaration.substring(equals + 1)));
      }
      types.put(line.get(0), fields);
    }
    return types;
  }

  private static Known known(String text) {
    int colon = text.indexOf(':');
    if (text.equals("*")) {
      return new Known(List.of(), null);
    }
    if (colon < 0) {
      return new Known(null, text);
    }
    String type = text.substring(colon + 1);
    String keys = text.substring(0, colon);
    return new Known(
        keys.isEmpty() ? null : List.of(keys.split("\\+", -1)), type.isEmpty() ? null : type);
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new HashMap<>();
    for (List<String> line : words(KINDS)) {
      line.subList(1, line.size()).forEach(kind -> kinds.put(kind, line.get(0)));
    }
    return kinds;
  }

  private static List<List<String>> words(String text) {
    List<List<String>> lines = new ArrayList<>();
    text.lines().forEach(line -> lines.add(List.of(line.strip().split(" ", -1))));
    return lines;
  }
}
