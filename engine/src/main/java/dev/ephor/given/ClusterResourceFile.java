package dev.ephor.given;

import dev.ephor.value.MapValue;
import java.util.List;

/**
 * A {@code ClusterResource} document of {@code cli.kyverno.io}: what a test's pretended cluster
 * holds.
 *
 * @param definitions paths of files with custom resource definitions, from the test's folder
 * @param resources objects of the cluster
 */
public record ClusterResourceFile(List<String> definitions, List<MapValue> resources) {

  /** Reads a whole document. */
  public static Reading<ClusterResourceFile> read(MapValue document) {
    Reading.Fields fields = new Reading.Fields();
    MapValue spec = fields.map(document, "spec");
    return fields.reading(
        new ClusterResourceFile(fields.texts(spec, "crds"), fields.maps(spec, "resources")));
  }
}
