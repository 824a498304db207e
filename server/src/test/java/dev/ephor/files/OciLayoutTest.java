package dev.ephor.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ephor.context.Registry.RegistryFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images and signatures in a folder, under their full names, their tags, or as cosign saves them. */
class OciLayoutTest {

  private static final String REPOSITORY = "ghcr.io/acme/app";

  @TempDir private Path folder;
  private OciLayout layout;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("blobs/sha256"));
    layout = new OciLayout(folder);
  }

  @Test
  void findsByFullNameTagAndDigest() throws Exception {
    String full = blob("{\"full\":1}");
    String tag = blob("{\"tag\":1}");
    index(entry(full, "org.opencontainers.image.ref.name", REPOSITORY + ":v1"),
        entry(tag, "org.opencontainers.image.ref.name", "v2"));
    assertThat(layout.manifest(REPOSITORY, "v1").digest()).isEqualTo(full);
    assertThat(layout.manifest(REPOSITORY, "v2").digest()).isEqualTo(tag);
    assertThat(layout.manifest(REPOSITORY, full).content()).asString().isEqualTo("{\"full\":1}");
  }

  @Test
  void findsWhatCosignSaves() throws Exception {
    String image = blob("{\"image\":1}");
    String signatures = blob("{\"sigs\":1}");
    index(entry(image, "kind", "dev.cosignproject.cosign/image"),
        entry(signatures, "kind", "dev.cosignproject.cosign/sigs"));
    assertThat(layout.manifest(REPOSITORY, image.replace(':', '-') + ".sig").digest())
        .isEqualTo(signatures);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThatThrownBy(() -> layout.manifest(REPOSITORY, "v1"))
        .isInstanceOfSatisfying(
            RegistryFailure.class, failure -> assertThat(failure.unreachable()).isTrue());
    index();
    assertThatThrownBy(() -> layout.manifest(REPOSITORY, "v1"))
        .hasMessageContaining("MANIFEST_UNKNOWN");
    assertThatThrownBy(() -> layout.blob(REPOSITORY, "sha256:../../secret"))
        .hasMessage("DIGEST_INVALID: sha256:../../secret");
    Files.writeString(folder.resolve("index.json"), "{");
    assertThatThrownBy(() -> layout.manifest(REPOSITORY, "v1")).hasMessageContaining("index.json");
  }

  private String blob(String content) throws IOException, GeneralSecurityException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.write(folder.resolve("blobs/sha256").resolve(hex), bytes);
    return "sha256:" + hex;
  }

  private static String entry(String digest, String annotation, String value) {
    return "{\"digest\":\""
        + digest
        + "\",\"annotations\":{\""
        + annotation
        + "\":\""
        + value
        + "\"}}";
  }

  private void index(String... entries) throws IOException {
    Files.writeString(
        folder.resolve("index.json"), "{\"manifests\":[" + String.join(",", entries) + "]}");
  }
}
