package dev.ephor.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what {@code ephor apply} is measured with: validate policies in one file and resources in
 * another, in a folder that is given with their numbers.
 */
public final class ApplyMaterial {

  private ApplyMaterial() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int policies = Integer.parseInt(args[1]);
    int resources = Integer.parseInt(args[2]);
    try (Writer out = Files.newBufferedWriter(folder.resolve("policies.yaml"))) {
      int written = 0;
      for (int i = 0; written < policies; i++) {
        String policy = Corpus.policy(i);
        if (!policy.contains("  mutate:")) {
          out.write((written == 0 ? "" : "---\n") + policy);
          written++;
        }
      }
    }
    try (Writer out = Files.newBufferedWriter(folder.resolve("resources.yaml"))) {
      for (int i = 0; i < resources; i++) {
        out.write((i == 0 ? "" : "---\n") + Corpus.manifest(i));
      }
    }
  }
}
