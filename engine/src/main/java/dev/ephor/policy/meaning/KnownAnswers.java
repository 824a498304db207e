package dev.ephor.policy.meaning;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.schema.KubernetesIndex;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schemas;
import dev.ephor.schema.TypeLibrary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The structures of what clusters and registries answer. */
final class KnownAnswers {

  private static final TypeLibrary TYPES =
      TypeLibrary.of(
          """
          ImageData
            image string
            resolvedImage string
            registry string
            repository string
            tag string
            digest string
            identifier string
            manifest Manifest
            manifestList ManifestList
            imageIndex ManifestList
            configData ImageConfig
            config ImageConfig
          Manifest
            schemaVersion int
            mediaType string
            config Descriptor
            layers [Descriptor]
            annotations {string}
          ManifestList
            schemaVersion int
            mediaType string
            manifests [Descriptor]
            annotations {string}
          Descriptor
            mediaType string
            digest string
            size int
            platform Platform
            annotations {string}
          Platform
            architecture string
            os string
            variant string
          ImageConfig
            architecture string
            os string
            created string
            author string
            config Config
            rootfs any
            history [any]
          Config
            User string
            Env [string]
            Cmd [string]
            Entrypoint [string]
            Labels {string}
            ExposedPorts {any}
            Volumes {any}
            WorkingDir string
          """);

  private KnownAnswers() {}

  /** What a registry says of an image. */
  static Meaning image() {
    return Meaning.of(List.of(Objects.requireNonNull(TYPES.type("ImageData"))));
  }

  /**
   * An object of a kind, or a list of them; unknown where the kind is.
   *
   * @param apiVersion such as {@code apps/v1}
   * @param plural such as {@code deployments}
   */
  static Meaning ofKind(String apiVersion, String plural, boolean list, Schemas schemas) {
    for (KubernetesIndex.Kind kind : KubernetesIndex.kinds()) {
      GroupVersionKind type = kind.type();
      if (kind.plural().equals(plural) && type.apiVersion().equals(apiVersion)) {
        ObjectSchema one = schemas.of(type.apiVersion(), type.kind());
        if (one != null) {
          return list ? listOf(one) : Meaning.of(List.of(one));
        }
      }
    }
    return list
        ? Meaning.made(Map.of("items", Meaning.listOf(AdmissionRequests.unknownObject())))
        : Meaning.UNKNOWN;
  }

  private static Meaning listOf(ObjectSchema one) {
    Map<String, Meaning> fields = new LinkedHashMap<>();
    fields.put("items", Meaning.of(List.of(new ListSchema(one, null))));
    return Meaning.made(fields);
  }
}
