package dev.ephor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Expressions and objects for {@code jp}, from arguments, files and standard input. */
final class JpInput {

  private JpInput() {}

  /** A file or an expression that cannot be used; the message is for the user. */
  static final class Unusable extends Exception {
    Unusable(String message) {
      super(message);
    }
  }

  /** The expressions given as arguments, then those in files. */
  static List<String> expressions(List<String> arguments, List<Path> files) throws Unusable {
    List<String> all = new ArrayList<>(arguments);
    for (Path file : files) {
      all.add(file(file));
    }
    return all;
  }

  static String file(Path file) throws Unusable {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new Unusable(
          "failed open file " + file + ": open " + file + ": no such file or directory");
    } catch (IOException e) {
      throw new Unusable("failed to read file " + file + ": " + e.getMessage());
    }
  }

  static String standardInput() {
    try {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("standard input cannot be read", e);
    }
  }
}
