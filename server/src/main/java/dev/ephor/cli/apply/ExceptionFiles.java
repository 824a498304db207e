package dev.ephor.cli.apply;

import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.manifests.ManifestPaths;
import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads policy exceptions, strictly as the reference does: a fault, or a document that is no
 * exception, ends the command.
 */
final class ExceptionFiles {

  private ExceptionFiles() {}

  static List<MapValue> read(List<String> paths) throws Unusable {
    List<MapValue> exceptions = new ArrayList<>();
    for (String path : paths) {
      try {
        for (Path file : ManifestPaths.ofResources(Path.of(path))) {
          add(ManifestFile.read(file), exceptions);
        }
      } catch (IOException failure) {
        throw failed(path + ": " + ManifestFile.reason(failure));
      }
    }
    return exceptions;
  }

  private static void add(ManifestFile file, List<MapValue> exceptions) throws Unusable {
    if (!file.errors().isEmpty()) {
      throw failed(file.errors().get(0));
    }
    for (MapValue document : ObjectLists.objects(file.roots())) {
      if (!isException(document)) {
        String type = document.string("apiVersion") + "/" + document.string("kind");
        Place place = document.place(Place.Part.VALUE);
        throw failed(file.at(place) + ": policy exception type not supported " + type);
      }
      Optional<String> undecodable = PolicyDecoding.refusal(document);
      if (undecodable.isPresent()) {
        throw failed(file.at(PolicyDecoding.fault(document)) + ": " + undecodable.get());
      }
      exceptions.add(document);
    }
  }

  static boolean isException(MapValue document) {
    return "PolicyException".equals(document.string("kind"));
  }

  private static Unusable failed(String reason) {
    return new Unusable("Error: failed to load exceptions (" + reason + ")");
  }
}
