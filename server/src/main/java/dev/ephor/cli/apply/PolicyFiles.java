package dev.ephor.cli.apply;

import dev.ephor.cli.manifests.ManifestFile;
import dev.ephor.cli.manifests.ManifestPaths;
import dev.ephor.kubernetes.ObjectLists;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.PolicyReading;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads policies as the reference does: files, folders with all that is below them, standard input.
 * What cannot be read or decoded is left out, with a warning.
 */
final class PolicyFiles {

  private final InputStream standardInput;
  private final Consumer<String> warnings;
  private final List<Policy> policies = new ArrayList<>();
  private final List<MapValue> bindings = new ArrayList<>();
  private int told;

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
    int before = policies.size() + bindings.size() + told;
    try {
      if (path.equals("-")) {
        add(ManifestFile.read(standardInput));
      } else {
        for (Path file : ManifestPaths.ofPolicies(Path.of(path))) {
          add(ManifestFile.read(file));
        }
        if (!Files.exists(Path.of(path))) {
          tell(path + ": no such file or directory");
        }
      }
    } catch (IOException failure) {
      tell(path + ": " + ManifestFile.reason(failure));
    }
    if (policies.size() + bindings.size() + told == before) {
      tell(path + ": there is no policy here");
    }
  }

  private void tell(String warning) {
    told++;
    warnings.accept(warning);
  }

  private void add(ManifestFile file) {
    file.errors().forEach(this::tell);
    file.repeatedKeys().forEach(key -> warnings.accept(key + "; the last one counts"));
    for (MapValue root : ObjectLists.objects(file.roots())) {
      add(file, root);
    }
  }

  private void add(ManifestFile file, MapValue root) {
    Optional<String> passedOver = PolicyDecoding.passedOver(root);
    if (passedOver.isPresent()) {
      tell(
          file.at(root.place(Place.Part.VALUE))
              + ": left out, as Kyverno 1.19.0 does: "
              + passedOver.get());
      return;
    }
    if (Objects.requireNonNullElse(root.string("kind"), "").endsWith("AdmissionPolicyBinding")) {
      bindings.add(root);
    }
    if (!PolicyReader.isPolicy(root)) {
      return;
    }
    Optional<String> undecodable = PolicyDecoding.refusal(root);
    if (undecodable.isPresent()) {
      tell(
          file.at(PolicyDecoding.fault(root))
              + ": this policy is left out, as Kyverno cannot decode it: "
              + undecodable.get());
      return;
    }
    PolicyReading reading = PolicyReader.read(root);
    Policy policy = reading.policy();
    if (policy != null) {
      for (PolicyProblem problem : reading.problems()) {
        tell(file.at(problem.place()) + ": " + problem.message());
      }
      policies.add(policy);
    }
  }
}
