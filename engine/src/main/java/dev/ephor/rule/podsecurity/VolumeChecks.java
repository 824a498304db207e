package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Fault;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the levels say of volumes. */
final class VolumeChecks {

  /** In the order in which the reference asks for them. */
  private static final List<String> RESTRICTED =
      List.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "gitRepo",
          "nfs",
          "iscsi",
          "glusterfs",
          "rbd",
          "flexVolume",
          "cinder",
          "cephfs",
          "flocker",
          "fc",
          "azureFile",
          "vsphereVolume",
          "quobyte",
          "azureDisk",
          "photonPersistentDisk",
          "portworxVolume",
          "scaleIO",
          "storageos");

  private VolumeChecks() {}

  static @Nullable Fault hostPaths(Pod pod) {
    Faults faults = new Faults();
    ListValue volumes = pod.spec().list("volumes");
    for (int i = 0; volumes != null && i < volumes.size(); i++) {
      if (volumes.at(i) instanceof MapValue volume && volume.map("hostPath") != null) {
        faults.add(
            Violation.ofPod(
                "spec.volumes[" + i + "].hostPath",
                Pod.text(volume.map("hostPath"), "path"),
                Pod.place(volume, "hostPath")));
      }
    }
    return faults.because("hostPath volumes");
  }

  static @Nullable Fault types(Pod pod) {
    Faults faults = new Faults();
    ListValue volumes = pod.spec().list("volumes");
    for (int i = 0; volumes != null && i < volumes.size(); i++) {
      Value at = volumes.at(i);
      MapValue volume = at instanceof MapValue map ? map : MapValue.empty(at.source(), at.node());
      if (AllowedValues.VOLUMES.stream().noneMatch(type -> volume.map(type) != null)) {
        String type =
            RESTRICTED.stream()
                .filter(one -> volume.map(one) != null)
                .findFirst()
                .orElse("unknown");
        faults.add(Violation.ofPod("spec.volumes[" + i + "]." + type, "", Pod.place(volume, type)));
      }
    }
    return faults.because("restricted volume types");
  }
}
