package dev.ephor.cli;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.PolicyReading;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.text.Severity;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.yaml.DocumentSlice;
import dev.ephor.yaml.DocumentSplitter;
import dev.ephor.yaml.Problem;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the policies and resources of an {@code apply} as the reference reads them. */
final class ApplyInput {

  /** Input that ends the command. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private final Consumer<String> warnings;

  /**
   * @param warnings told of policies that are left out
   */
  ApplyInput(Consumer<String> warnings) {
    this.warnings = warnings;
  }

  /**
   * The policies of files, and of folders with all that is below them. Documents with errors are
   * left out with a warning; paths that do not exist hold none.
   */
  List<Policy> policies(List<Path> paths) throws IOException {
    List<Policy> policies = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : policyFiles(path)) {
        for (Value root : documents(file, this::warn)) {
          addPolicy(policies, file, root);
        }
      }
    }
    return policies;
  }

  /** The resources of files, and of folders without what is in folders below them. */
  List<Resource> resources(List<Path> paths) throws IOException, Unreadable {
    List<Resource> resources = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : resourceFiles(path)) {
        List<String> errors = new ArrayList<>();
        for (Value root : documents(file, (where, problem) -> errors.add(problem))) {
          addResources(resources, root);
        }
        if (!errors.isEmpty()) {
          throw new Unreadable(file + ": " + errors.get(0));
        }
      }
    }
    return resources;
  }

  private void addPolicy(List<Policy> policies, Path file, Value root) {
    if (!PolicyReader.isPolicy(root)) {
      return;
    }
    Optional<String> undecodable = PolicyDecoding.refusal((MapValue) root);
    if (undecodable.isPresent()) {
      warn(file, "this policy is left out, as Kyverno cannot decode it: " + undecodable.get());
      return;
    }
    PolicyReading reading = PolicyReader.read((MapValue) root);
    Policy policy = reading.policy();
    if (policy != null) {
      for (PolicyProblem problem : reading.problems()) {
        warn(file, problem.message());
      }
      policies.add(policy);
    }
  }

  /** A list of objects stands for its items. */
  private static void addResources(List<Resource> resources, Value root) {
    if (!(root instanceof MapValue map)) {
      return;
    }
    ListValue items = map.list("items");
    if ("List".equals(map.string("kind")) && items != null) {
      for (Value item : items.values()) {
        addResources(resources, item);
      }
    } else if (map.string("kind") != null) {
      resources.add(Resource.of(map));
    }
  }

  private void warn(Path file, String problem) {
    warnings.accept(file + ": " + problem);
  }

  private static List<Value> documents(
      Path file, java.util.function.BiConsumer<Path, String> errors) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    List<Value> documents = new ArrayList<>();
    for (DocumentSlice slice : DocumentSplitter.split(text)) {
      YamlDocument document =
          YamlParser.parse(new Source(file.toString()), text.substring(slice.start(), slice.end()));
      Problem error = firstError(document);
      if (error != null) {
        int at = slice.start() + error.span().start();
        long line =
            text.substring(0, Math.min(at, text.length())).chars().filter(c -> c == '\n').count();
        errors.accept(file, "line " + (line + 1) + ": " + error.message());
      } else {
        documents.add(document.root());
      }
    }
    return documents;
  }

  private static @Nullable Problem firstError(YamlDocument document) {
    return document.problems().stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .findFirst()
        .orElse(null);
  }

  private static List<Path> policyFiles(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(file -> !isHidden(path.relativize(file)) && isYaml(file))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static List<Path> resourceFiles(Path path) throws IOException, Unreadable {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new Unreadable(path + ": no such file or folder. Check --resource.");
    }
    try (Stream<Path> inside = Files.list(path)) {
      return inside.filter(ApplyInput::isYaml).filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isYaml(Path file) {
    String name = file.toString();
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
