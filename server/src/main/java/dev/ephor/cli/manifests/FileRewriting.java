package dev.ephor.cli.manifests;

import dev.ephor.text.Decoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Writes a file back in the encoding that it has, unless somebody else changed it meanwhile. */
public final class FileRewriting {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private FileRewriting() {}

  /**
   * Replaces the text of a file.
   *
   * @param before the text that was read, without its byte order mark
   * @param after the text to write
   * @return why it was not done; empty when it was
   */
  public static Optional<String> write(Path file, String before, String after) {
    try {
      Decoding now = Decoding.of(Files.readAllBytes(file));
      if (!now.isClean()) {
        return Optional.of("it is not wholly text, which would be lost; mend its encoding first");
      }
      if (!now.text().equals(before)) {
        return Optional.of("it changed while it was read; run the command again");
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      if (now.byteOrderMark()) {
        bytes.writeBytes(
            now.charset().equals(StandardCharsets.UTF_8)
                ? BYTE_ORDER_MARK
                : "\uFEFF".getBytes(now.charset()));
      }
      bytes.writeBytes(after.getBytes(now.charset()));
      Files.write(file, bytes.toByteArray());
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of(String.valueOf(failure.getMessage()));
    }
  }
}
