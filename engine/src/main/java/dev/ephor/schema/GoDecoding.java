package dev.ephor.schema;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether Go could read an object as a Kubernetes type, and if not, why not: in the words of
 * its JSON decoder, which goes by sorted keys and keeps the first complaint.
 */
public final class GoDecoding {

  /** Types of the fields that are named strings in Go, by type and field. */
  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("AppArmorProfile.type", "v1.AppArmorProfileType"),
          Map.entry("Capabilities.add", "v1.Capability"),
          Map.entry("Capabilities.drop", "v1.Capability"),
          Map.entry("Container.imagePullPolicy", "v1.PullPolicy"),
          Map.entry("Container.terminationMessagePolicy", "v1.TerminationMessagePolicy"),
          Map.entry("ContainerPort.protocol", "v1.Protocol"),
          Map.entry("DeploymentStrategy.type", "v1.DeploymentStrategyType"),
          Map.entry("EmptyDirVolumeSource.medium", "v1.StorageMedium"),
          Map.entry("HTTPGetAction.scheme", "v1.URIScheme"),
          Map.entry("HostPathVolumeSource.type", "v1.HostPathType"),
          Map.entry("LabelSelectorRequirement.operator", "v1.LabelSelectorOperator"),
          Map.entry("NodeSelectorRequirement.operator", "v1.NodeSelectorOperator"),
          Map.entry("PodOS.name", "v1.OSName"),
          Map.entry("PodSecurityContext.fsGroupChangePolicy", "v1.PodFSGroupChangePolicy"),
          Map.entry("PodSpec.dnsPolicy", "v1.DNSPolicy"),
          Map.entry("PodSpec.preemptionPolicy", "v1.PreemptionPolicy"),
          Map.entry("PodSpec.restartPolicy", "v1.RestartPolicy"),
          Map.entry("SeccompProfile.type", "v1.SeccompProfileType"),
          Map.entry("SecurityContext.procMount", "v1.ProcMountType"),
          Map.entry("Toleration.effect", "v1.TaintEffect"),
          Map.entry("Toleration.operator", "v1.TolerationOperator"),
          Map.entry("VolumeMount.mountPropagation", "v1.MountPropagationMode"));

  /** Numbers that are not {@code int32}. */
  private static final Map<String, String> LONG =
      Map.ofEntries(
          Map.entry("PodSpec.activeDeadlineSeconds", "int64"),
          Map.entry("PodSpec.terminationGracePeriodSeconds", "int64"),
          Map.entry("Probe.terminationGracePeriodSeconds", "int64"),
          Map.entry("PodSecurityContext.runAsUser", "int64"),
          Map.entry("PodSecurityContext.runAsGroup", "int64"),
          Map.entry("PodSecurityContext.fsGroup", "int64"),
          Map.entry("PodSecurityContext.supplementalGroups", "int64"),
          Map.entry("SecurityContext.runAsUser", "int64"),
          Map.entry("SecurityContext.runAsGroup", "int64"),
          Map.entry("SleepAction.seconds", "int64"),
          Map.entry("Toleration.tolerationSeconds", "int64"),
          Map.entry("ServiceAccountTokenProjection.expirationSeconds", "int64"),
          Map.entry("JobSpec.activeDeadlineSeconds", "int64"),
          Map.entry("CronJobSpec.startingDeadlineSeconds", "int64"),
          Map.entry("ObjectMeta.generation", "int64"),
          Map.entry("ObjectMeta.deletionGracePeriodSeconds", "int64"));

  private GoDecoding() {}

  /**
   * The first complaint.
   *
   * @param value what cannot be read
   */
  public record Mismatch(String message, Value value) {}

  /** What is wrong with an object as a type; null for nothing, and for a type not known. */
  public static @Nullable Mismatch mismatch(MapValue object, GroupVersionKind type) {
    ObjectSchema schema = KubernetesIndex.type(type);
    return schema == null ? null : inObject(object, schema, "");
  }

  private static @Nullable Mismatch inObject(MapValue map, ObjectSchema type, String path) {
    String[] keys = map.keys().toArray(String[]::new);
    Arrays.sort(keys);
    for (String key : keys) {
      Field field = type.field(key);
      Value value = map.child(key);
      if (field != null && value != null) {
        String here = path.isEmpty() ? key : path + "." + key;
        Mismatch found = in(value, field.type(), type.name(), here, type.name() + "." + key);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /**
   * @param struct the innermost type
   * @param path the fields from the root
   * @param field the field, under the name of its type
   */
  private static @Nullable Mismatch in(
      Value value, Schema type, String struct, String path, String field) {
    if (value.isNull() || type instanceof AnySchema) {
      return null;
    }
    if (type instanceof ObjectSchema object && value instanceof MapValue map) {
      return inObject(map, object, path);
    }
    if (type instanceof MapSchema values && value instanceof MapValue map) {
      String[] keys = map.keys().toArray(String[]::new);
      Arrays.sort(keys);
      for (String key : keys) {
        Value child = map.child(key);
        Mismatch found = child == null ? null : in(child, values.values(), struct, path, field);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    if (type instanceof ListSchema items && value instanceof ListValue list) {
      for (Value item : list.values()) {
        Mismatch found = in(item, items.items(), struct, path, field);
        if (found != null) {
          return found;
        }
      }
      return null;
    }
    return type instanceof ScalarSchema scalar && fits(value, scalar.kind())
        ? null
        : new Mismatch(
            "json: cannot unmarshal "
                + described(value, type)
                + " into Go struct field "
                + struct
                + "."
                + path
                + " of type "
                + goType(type, field),
            value);
  }

  private static boolean fits(Value value, ScalarSchema.Kind kind) {
    if (!(value instanceof Scalar scalar)) {
      return false;
    }
    Object content = scalar.content();
    return switch (kind) {
      case STRING, CEL, JMESPATH -> content instanceof String;
      case BOOLEAN -> content instanceof Boolean;
      case INT -> content instanceof Number number && number.doubleValue() == number.longValue();
      case NUMBER -> content instanceof Number;
      case QUANTITY, INT_OR_STRING -> content instanceof String || content instanceof Number;
    };
  }

  private static String described(Value value, Schema type) {
    if (value instanceof Scalar scalar
        && scalar.content() instanceof Number number
        && type instanceof ScalarSchema wanted
        && wanted.kind() == ScalarSchema.Kind.INT) {
      return "number " + number;
    }
    return value.typeName().equals("boolean") ? "bool" : value.typeName();
  }

  private static String goType(Schema type, String field) {
    if (type instanceof ObjectSchema object) {
      return "v1." + object.name();
    } else if (type instanceof ListSchema list) {
      return "[]" + goType(list.items(), field);
    } else if (type instanceof MapSchema map) {
      return "map[string]" + goType(map.values(), field);
    } else if (type instanceof ScalarSchema scalar) {
      return switch (scalar.kind()) {
        case STRING, CEL, JMESPATH -> NAMED.getOrDefault(field, "string");
        case BOOLEAN -> "bool";
        case INT -> LONG.getOrDefault(field, "int32");
        case NUMBER -> "float64";
        case QUANTITY -> "resource.Quantity";
        case INT_OR_STRING -> "intstr.IntOrString";
      };
    }
    return "interface {}";
  }
}
