package dev.ephor.files;

import dev.ephor.context.Registry;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.JsonException;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Images in a folder, with the signatures that cosign has put beside them. The folder's index names
 * each image in full or by its tag alone ({@code org.opencontainers.image.ref.name}); signatures
 * are found by the tags that cosign gives them, or where {@code cosign save} puts them.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/image-layout.md">OCI image
 *     layout</a>
 */
public final class OciLayout implements Registry {

  private static final String REFERENCE = "org.opencontainers.image.ref.name";
  private static final String KIND = "kind";
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final long LARGEST = 32L << 20;

  private final Path folder;

  /**
   * @param folder with {@code index.json} and {@code blobs/}
   */
  public OciLayout(Path folder) {
    this.folder = folder;
  }

  /** The layout in a folder; null where there is none. */
  public static @Nullable OciLayout at(Path folder) {
    return Files.isRegularFile(folder.resolve("index.json")) ? new OciLayout(folder) : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OciLayout that && folder.equals(that.folder);
  }

  @Override
  public int hashCode() {
    return folder.hashCode();
  }

  @Override
  public Manifest manifest(String repository, String reference) throws RegistryFailure {
    if (DIGEST.matcher(reference).matches()) {
      return new Manifest(reference, blob(repository, reference));
    }
    List<MapValue> images = images();
    for (String name : List.of(repository + ":" + reference, reference)) {
      for (MapValue image : images) {
        if (name.equals(annotation(image, REFERENCE)) && isKind(image, "image")) {
          return manifest(image);
        }
      }
    }
    for (MapValue image : images) {
      String signed = annotation(image, REFERENCE);
      if (isSaved(image, reference) && (signed.isEmpty() || names(signed, repository))) {
        return manifest(image);
      }
    }
    throw new RegistryFailure(
        "MANIFEST_UNKNOWN: manifest unknown; " + repository + ":" + reference, false);
  }

  @Override
  public byte[] blob(String repository, String digest) throws RegistryFailure {
    if (!DIGEST.matcher(digest).matches()) {
      throw new RegistryFailure("DIGEST_INVALID: " + digest, false);
    }
    return read(folder.resolve("blobs").resolve("sha256").resolve(digest.substring(7)));
  }

  private Manifest manifest(MapValue descriptor) throws RegistryFailure {
    String digest = Objects.requireNonNullElse(descriptor.string("digest"), "");
    return new Manifest(digest, blob("", digest));
  }

  /** What {@code cosign save} writes names no tag, but what it is. */
  private static boolean isSaved(MapValue image, String reference) {
    return (reference.endsWith(".sig") && annotation(image, KIND).endsWith("/sigs"))
        || (reference.endsWith(".att") && annotation(image, KIND).endsWith("/atts"));
  }

  private static boolean isKind(MapValue image, String kind) {
    String written = annotation(image, KIND);
    return written.isEmpty() || written.startsWith("dev.cosignproject.cosign/" + kind);
  }

  private static boolean names(String reference, String repository) {
    return reference.startsWith(repository + ":") || reference.startsWith(repository + "@");
  }

  private List<MapValue> images() throws RegistryFailure {
    String text = new String(read(folder.resolve("index.json")), StandardCharsets.UTF_8);
    try {
      ListValue manifests =
          GoJsonReader.read(text) instanceof MapValue index ? index.list("manifests") : null;
      return manifests == null
          ? List.of()
          : manifests.values().stream()
              .filter(MapValue.class::isInstance)
              .map(MapValue.class::cast)
              .toList();
    } catch (JsonException bad) {
      throw new RegistryFailure(
          folder.resolve("index.json") + " cannot be read: " + bad.getMessage(), true);
    }
  }

  private static String annotation(MapValue image, String name) {
    MapValue annotations = image.map("annotations");
    Value value = (annotations == null ? MapValue.empty(Source.NONE, 0) : annotations).child(name);
    return Objects.requireNonNullElse(value == null ? null : value.asString(), "");
  }

  private static byte[] read(Path file) throws RegistryFailure {
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new RegistryFailure("there is no file " + file, file.endsWith("index.json"));
      } else if (Files.size(file) > LARGEST) {
        throw new RegistryFailure(file + " has more than 32 MiB", false);
      }
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new RegistryFailure(file + " cannot be read: " + unreadable.getMessage(), true);
    }
  }
}
