package dev.ephor.fix;

import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a pod, or the pod of a controller, keep to every control of the Pod Security
 * Standards. What a level does not demand is left out again where the plan is tried.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Kubernetes:
 *     pod security standards</a>
 */
final class PodSecurityPlan {

  private static final List<String> CONTAINERS =
      List.of("containers", "initContainers", "ephemeralContainers");
  private static final Set<String> SELINUX_TYPES =
      Set.of("container_t", "container_init_t", "container_kvm_t", "container_engine_t", "");
  private static final Set<String> VOLUMES =
      Set.of(
          "name",
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");
  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");

  private final List<Plan> plans = new ArrayList<>();

  private PodSecurityPlan() {}

  static Plan of(MapValue top, String kind) {
    List<String> keys = PodSpecs.path(kind);
    ValuePath path = keys == null ? null : ValuePath.of(keys);
    if (path == null || !(path.in((Value) top) instanceof MapValue spec)) {
      return new Plan.Stuck("there is no pod in the manifest");
    }
    PodSecurityPlan plan = new PodSecurityPlan();
    plan.pod(spec, path);
    for (String list : CONTAINERS) {
      ListValue containers = spec.list(list);
      for (int i = 0; containers != null && i < containers.size(); i++) {
        if (containers.at(i) instanceof MapValue container) {
          plan.container(container, path.under(list).item(i));
        }
      }
    }
    return new Plan.All(plan.plans);
  }

  private void pod(MapValue spec, ValuePath path) {
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (is(spec.child(field), true)) {
        put(path.under(field), false);
      }
    }
    ListValue volumes = spec.list("volumes");
    for (int i = 0; volumes != null && i < volumes.size(); i++) {
      if (volumes.at(i) instanceof MapValue volume) {
        volume(volume, path.under("volumes").item(i));
      }
    }
    ValuePath security = path.under("securityContext");
    MapValue written = map(spec, "securityContext");
    put(security.under("runAsNonRoot"), true);
    if (!isProfile(written, "seccompProfile")) {
      put(security.under("seccompProfile").under("type"), "RuntimeDefault");
    }
    common(written, security);
    ListValue sysctls = written.list("sysctls");
    if (sysctls != null && !sysctls.isEmpty()) {
      plans.add(
          new Plan.Any(
              List.of(
                  Plan.done(),
                  new Plan.Stuck("an item would have to go from " + security.under("sysctls")))));
    }
  }

  /** A volume of another type has its data elsewhere: what should stand there the author knows. */
  private void volume(MapValue volume, ValuePath path) {
    List<Change> changes = new ArrayList<>();
    for (String type : volume.keys()) {
      if (!VOLUMES.contains(type)) {
        changes.add(new Change.Remove(path.under(type)));
      }
    }
    if (!changes.isEmpty()) {
      changes.add(new Change.Put(path.under("emptyDir"), Values.map()));
      plans.add(new Plan.Step(changes, ScalarCandidates.GUESS, true));
    }
  }

  private void container(MapValue container, ValuePath path) {
    ValuePath security = path.under("securityContext");
    MapValue written = map(container, "securityContext");
    if (is(written.child("privileged"), true)) {
      put(security.under("privileged"), false);
    }
    put(security.under("allowPrivilegeEscalation"), false);
    if (is(written.child("runAsNonRoot"), false)) {
      put(security.under("runAsNonRoot"), true);
    }
    if (written.child("seccompProfile") != null && !isProfile(written, "seccompProfile")) {
      put(security.under("seccompProfile").under("type"), "RuntimeDefault");
    }
    String mount = written.string("procMount");
    if (mount != null && !mount.equals("Default")) {
      put(security.under("procMount"), "Default");
    }
    common(written, security);
    MapValue capabilities = map(written, "capabilities");
    ListValue dropped = capabilities.list("drop");
    if (dropped == null || !dropped.contains("ALL")) {
      plans.add(
          Plan.step(
              new Change.Append(security.under("capabilities").under("drop"), Values.of("ALL"))));
    }
    ListValue added = capabilities.list("add");
    if (added != null && !added.isEmpty()) {
      plans.add(
          new Plan.Any(
              List.of(
                  Plan.done(),
                  new Plan.Stuck(
                      "an item would have to go from "
                          + security.under("capabilities").under("add")))));
    }
    ports(container, path);
    hosts(container, path);
  }

  /** What pods and containers say in the same words. */
  private void common(MapValue written, ValuePath security) {
    if (written.child("runAsUser") instanceof Scalar user
        && Long.valueOf(0).equals(user.content())) {
      plans.add(Plan.step(new Change.Remove(security.under("runAsUser"))));
    }
    MapValue selinux = map(written, "seLinuxOptions");
    String type = selinux.string("type");
    if (type != null && !SELINUX_TYPES.contains(type)) {
      put(security.under("seLinuxOptions").under("type"), "container_t");
    }
    for (String field : List.of("user", "role")) {
      if (selinux.containsKey(field)) {
        plans.add(Plan.step(new Change.Remove(security.under("seLinuxOptions").under(field))));
      }
    }
    if (written.child("appArmorProfile") != null && !isProfile(written, "appArmorProfile")) {
      put(security.under("appArmorProfile").under("type"), "RuntimeDefault");
    }
    if (is(map(written, "windowsOptions").child("hostProcess"), true)) {
      put(security.under("windowsOptions").under("hostProcess"), false);
    }
  }

  private void ports(MapValue container, ValuePath path) {
    ListValue ports = container.list("ports");
    for (int i = 0; ports != null && i < ports.size(); i++) {
      if (ports.at(i) instanceof MapValue port && port.containsKey("hostPort")) {
        plans.add(Plan.step(new Change.Remove(path.under("ports").item(i).under("hostPort"))));
      }
    }
  }

  /** Probes and hooks that ask another host. */
  private void hosts(MapValue container, ValuePath path) {
    for (String probe : PROBES) {
      handlers(map(container, probe), path.under(probe));
    }
    MapValue lifecycle = map(container, "lifecycle");
    for (String hook : List.of("postStart", "preStop")) {
      handlers(map(lifecycle, hook), path.under("lifecycle").under(hook));
    }
  }

  private void handlers(MapValue handlers, ValuePath path) {
    for (String kind : List.of("httpGet", "tcpSocket")) {
      if (map(handlers, kind).containsKey("host")) {
        plans.add(Plan.step(new Change.Remove(path.under(kind).under("host"))));
      }
    }
  }

  private static boolean isProfile(MapValue security, String field) {
    String type = map(security, field).string("type");
    return "RuntimeDefault".equals(type) || "Localhost".equals(type);
  }

  private static MapValue map(MapValue in, String key) {
    MapValue map = in.map(key);
    return map == null ? Values.map() : map;
  }

  private static boolean is(@Nullable Value value, boolean wanted) {
    return value instanceof Scalar scalar && Boolean.valueOf(wanted).equals(scalar.content());
  }

  private void put(ValuePath path, Object content) {
    plans.add(Plan.step(new Change.Put(path, Values.of(content))));
  }
}
