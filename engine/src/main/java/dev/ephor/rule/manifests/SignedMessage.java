package dev.ephor.rule.manifests;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.YamlParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was signed, as a resource carries it in its annotations.
 *
 * @param message the bytes that were signed
 * @param manifests the objects in them
 * @param signatures in base 64; each may be anybody's
 */
record SignedMessage(ByteBuffer message, List<MapValue> manifests, List<String> signatures) {

  /** More than a resource may hold; a bomb would be larger. */
  private static final int LARGEST = 16 * 1024 * 1024;

  private static final int BLOCK = 512;
  private static final int MOST_SIGNATURES = 100;

  /** A message that cannot be read. */
  static final class Unreadable extends Exception {
    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Reads the message; null where there is none.
   *
   * @param domain the prefix of the annotations
   */
  static @Nullable SignedMessage of(Resource resource, String domain) throws Unreadable {
    Map<String, String> annotations = resource.annotations();
    String written = annotations.get(domain + "/message");
    if (written == null) {
      return null;
    }
    List<String> signatures = new ArrayList<>();
    for (int i = 0; i < MOST_SIGNATURES; i++) {
      String signature = annotations.get(domain + "/signature" + (i == 0 ? "" : "_" + i));
      if (signature == null) {
        break;
      }
      signatures.add(signature);
    }
    try {
      byte[] message = unzipped(Base64.getDecoder().decode(written));
      return new SignedMessage(ByteBuffer.wrap(message), manifests(message), signatures);
    } catch (IllegalArgumentException invalid) {
      throw new Unreadable("failed to decode base64 message in the annotation");
    } catch (IOException broken) {
      throw new Unreadable("failed to read YAMLs in the gzipped message");
    }
  }

  /** The annotations that a signed resource has and its message has not. */
  static List<String> keys(String domain) {
    return List.of(
        domain + "/resourceBundleRef",
        domain + "/signature",
        domain + "/message",
        domain + "/certificate",
        domain + "/bundle");
  }

  byte[] bytes() {
    byte[] copy = new byte[message.remaining()];
    message.duplicate().get(copy);
    return copy;
  }

  /** The manifest of a resource; null where there is none of its name. */
  @Nullable MapValue manifestOf(Resource resource) {
    for (MapValue manifest : manifests) {
      String version = manifest.string("apiVersion");
      String kind = manifest.string("kind");
      MapValue metadata = manifest.map("metadata");
      if (version != null
          && kind != null
          && GroupVersionKind.of(version, kind).equals(resource.type())
          && metadata != null
          && resource.name().equals(metadata.string("name"))) {
        return manifest;
      }
    }
    return null;
  }

  private static List<MapValue> manifests(byte[] message) throws IOException {
    List<MapValue> manifests = new ArrayList<>();
    for (byte[] file : isZipped(message) ? files(unzipped(message)) : List.of(message)) {
      String text = new String(file, StandardCharsets.UTF_8);
      for (DocumentSlice slice : DocumentSplitter.split(text)) {
        Value root =
            YamlParser.parse(
                    new Source("signed message"), text.substring(slice.start(), slice.end()))
                .root();
        if (root instanceof MapValue map && map.string("kind") != null) {
          manifests.add(map);
        }
      }
    }
    return manifests;
  }

  private static boolean isZipped(byte[] bytes) {
    return bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
  }

  private static byte[] unzipped(byte[] zipped) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        if (out.size() > LARGEST) {
          throw new IOException("larger than " + LARGEST + " bytes");
        }
      }
      return out.toByteArray();
    }
  }

  /** The files of a tape archive: a block of header each, with the size in octal digits. */
  private static List<byte[]> files(byte[] archive) throws IOException {
    List<byte[]> files = new ArrayList<>();
    int at = 0;
    while (at + BLOCK <= archive.length && archive[at] != 0) {
      String digits =
          new String(archive, at + 124, 12, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
      int size;
      try {
        size = digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
      } catch (NumberFormatException invalid) {
        throw new IOException("not an archive");
      }
      int start = at + BLOCK;
      if (start + size > archive.length) {
        throw new IOException("archive is cut off");
      }
      byte type = archive[at + 156];
      if (type == '0' || type == 0) {
        files.add(Arrays.copyOfRange(archive, start, start + size));
      }
      at = start + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return files;
  }
}
