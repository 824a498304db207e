package dev.ephor.cli.manifests;

import dev.ephor.text.Decoding;
import dev.ephor.text.Span;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of a YAML or JSON file, parsed on all cores. Empty documents are left out.
 *
 * @param name as it was asked for
 */
public record ManifestFile(String name, List<ManifestDocument> documents) {

  private static final int FEW = 8;

  public ManifestFile {
    documents = List.copyOf(documents);
  }

  /** Reads a file, in any of the encodings that YAML knows. */
  public static ManifestFile read(Path file) throws IOException {
    return of(file.toString(), Decoding.of(Files.readAllBytes(file)));
  }

  /** Reads standard input. */
  public static ManifestFile read(InputStream input) throws IOException {
    return of("<stdin>", Decoding.of(input.readAllBytes()));
  }

  /** Reads a text. */
  public static ManifestFile of(String name, String text) {
    return of(name, text, List.of());
  }

  private static ManifestFile of(String name, Decoding decoded) {
    return of(name, decoded.text(), decoded.malformed());
  }

  private static ManifestFile of(String name, String text, List<Span> malformed) {
    List<DocumentSlice> slices = DocumentSplitter.split(text);
    Stream<DocumentSlice> stream = slices.size() > FEW ? slices.parallelStream() : slices.stream();
    return new ManifestFile(
        name,
        stream
            .map(slice -> ManifestDocument.of(name, text, slice, malformed))
            .filter(document -> document.error() != null || !document.document().isEmpty())
            .toList());
  }

  /** What its healthy documents say, in their order. */
  public List<Value> roots() {
    return documents.stream()
        .filter(document -> document.error() == null)
        .map(ManifestDocument::root)
        .toList();
  }

  /** What is wrong with the others, each with the file and the line. */
  public List<String> errors() {
    return documents.stream()
        .filter(document -> document.error() != null)
        .map(document -> name + ": " + document.error())
        .toList();
  }

  /** Keys that stand in a map twice, each with the file and the line. */
  public List<String> repeatedKeys() {
    return documents.stream()
        .flatMap(document -> document.repeatedKeys().stream())
        .map(repeated -> name + ": " + repeated)
        .toList();
  }

  /** What is wrong with the first of them, with the line; null where all are healthy. */
  public @Nullable String error() {
    for (ManifestDocument document : documents) {
      if (document.error() != null) {
        return document.error();
      }
    }
    return null;
  }

  /** The file and the line of a value, such as {@code pod.yaml: line 7}; or the file alone. */
  public String at(Place place) {
    for (ManifestDocument document : documents) {
      WrittenPlace found = document.find(place);
      if (found != null) {
        return name + ": line " + found.line();
      }
    }
    return name;
  }

  /** Why a file cannot be read, without its name. */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    } else if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = failure.getMessage();
    return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
