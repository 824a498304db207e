package dev.ephor.cli.apply;

import dev.ephor.text.Decoding;
import dev.ephor.text.Severity;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a YAML or JSON file, parsed on all cores.
 *
 * @param documents the roots of the documents without errors, in their order
 * @param errors what is wrong with the others, each with the file and the line
 */
record YamlFile(List<Value> documents, List<String> errors) {

  /** A document, or what is wrong with it. */
  private record Parsed(@Nullable Value root, @Nullable String error) {}

  /**
   * Reads a file.
   *
   * @throws Unusable when it cannot be read; the message says why
   */
  static YamlFile read(Path file) throws Unusable {
    try {
      return of(file.toString(), Decoding.of(Files.readAllBytes(file)).text());
    } catch (NoSuchFileException missing) {
      throw new Unusable(file + ": there is no such file");
    } catch (IOException failure) {
      throw new Unusable(file + ": " + failure.getMessage());
    }
  }

  /** Reads standard input. */
  static YamlFile read(InputStream input) throws Unusable {
    try {
      return of("<stdin>", Decoding.of(input.readAllBytes()).text());
    } catch (IOException failure) {
      throw new Unusable("<stdin>: " + failure.getMessage());
    }
  }

  static YamlFile of(String name, String text) {
    List<DocumentSlice> slices = DocumentSplitter.split(text);
    Stream<DocumentSlice> stream = slices.size() > 8 ? slices.parallelStream() : slices.stream();
    List<Parsed> all = stream.map(slice -> parsed(name, text, slice)).toList();
    return new YamlFile(
        all.stream().map(Parsed::root).flatMap(root -> Optional.ofNullable(root).stream()).toList(),
        all.stream().map(Parsed::error).filter(Objects::nonNull).map(String.class::cast).toList());
  }

  private static Parsed parsed(String name, String text, DocumentSlice slice) {
    YamlDocument document =
        YamlParser.parse(new Source(name), text.substring(slice.start(), slice.end()));
    for (Problem problem : document.problems()) {
      if (problem.severity() == Severity.ERROR) {
        int at = Math.min(slice.start() + problem.span().start(), text.length());
        long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
        return new Parsed(null, name + ": line " + line + ": " + problem.message());
      }
    }
    return new Parsed(document.root(), null);
  }
}
