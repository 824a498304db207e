package dev.ephor.cli.apply;

import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.PolicyReading;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads policies as the reference does: files, folders with all that is below them, standard input.
 * What cannot be read or decoded is left out, with a warning.
 */
final class PolicyFiles {

  private final InputStream standardInput;
  private final Consumer<String> warnings;
  private final List<Policy> policies = new ArrayList<>();
  private final List<MapValue> bindings = new ArrayList<>();

  /**
   * What was read.
   *
   * @param policies in the order of the files
   * @param bindings the bindings of admission policies
   */
  record Read(List<Policy> policies, List<MapValue> bindings) {}

  private PolicyFiles(InputStream standardInput, Consumer<String> warnings) {
    this.standardInput = standardInput;
    this.warnings = warnings;
  }

  /**
   * The policies of paths; paths that do not exist hold none.
   *
   * @param standardInput what {@code -} reads
   * @param warnings told of what is left out
   */
  static Read read(List<String> paths, InputStream standardInput, Consumer<String> warnings) {
    PolicyFiles files = new PolicyFiles(standardInput, warnings);
    for (String path : paths) {
      files.read(path);
    }
    return new Read(files.policies, files.bindings);
  }

  private void read(String path) {
    try {
      if (path.equals("-")) {
        add("<stdin>", YamlFile.read(standardInput));
        return;
      }
      for (Path file : filesOf(Path.of(path))) {
        add(file.toString(), YamlFile.read(file));
      }
    } catch (Unusable | IOException failure) {
      warnings.accept(String.valueOf(failure.getMessage()));
    }
  }

  private void add(String name, YamlFile file) {
    file.errors().forEach(warnings);
    for (Value root : file.documents()) {
      add(name, root);
    }
  }

  /** Kubernetes lists stand for their items. */
  private void add(String name, Value root) {
    if (root instanceof MapValue map && "List".equals(map.string("kind"))) {
      ListValue items = map.list("items");
      if (items != null) {
        items.values().forEach(item -> add(name, item));
      }
    }
    Optional<String> passedOver =
        root instanceof MapValue map ? PolicyDecoding.passedOver(map) : Optional.empty();
    if (passedOver.isPresent()) {
      warnings.accept(name + ": left out, as Kyverno 1.19.0 does: " + passedOver.get());
      return;
    }
    if (root instanceof MapValue map
        && Objects.requireNonNullElse(map.string("kind"), "").endsWith("AdmissionPolicyBinding")) {
      bindings.add(map);
    }
    if (!PolicyReader.isPolicy(root)) {
      return;
    }
    Optional<String> undecodable = PolicyDecoding.refusal((MapValue) root);
    if (undecodable.isPresent()) {
      warnings.accept(
          name + ": this policy is left out, as Kyverno cannot decode it: " + undecodable.get());
      return;
    }
    PolicyReading reading = PolicyReader.read((MapValue) root);
    Policy policy = reading.policy();
    if (policy != null) {
      for (PolicyProblem problem : reading.problems()) {
        warnings.accept(name + ": " + problem.message());
      }
      policies.add(policy);
    }
  }

  private static List<Path> filesOf(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below
          .filter(file -> !isHidden(path.relativize(file)) && ResourceFiles.isYaml(file))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
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
