package dev.ephor.cli.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Findings that were there when a folder began to be checked: they are known, and only what is new
 * fails. An entry is a finding's {@link Fingerprints fingerprint}, so it holds while lines move and
 * files are renamed; beside it stands for people what it means. The file is JSON, one entry a line,
 * in a steady order, to be kept under version control.
 */
final class Baseline {

  private static final int VERSION = 1;

  /** What each known finding is, in words, by its fingerprint. */
  private final Map<String, String> known;

  private Baseline(Map<String, String> known) {
    this.known = new TreeMap<>(known);
  }

  /** All findings of a result. */
  static Baseline of(CheckResult result, ShownNames names) {
    Map<String, String> known = new HashMap<>();
    fingerprints(result, names)
        .forEach((fingerprint, finding) -> known.put(fingerprint, words(finding, names)));
    return new Baseline(known);
  }

  /**
   * Reads a file that {@link #write} made.
   *
   * @throws IOException when it cannot be read, or is none
   */
  static Baseline read(Path file) throws IOException {
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new IOException("it is not JSON: " + e.getOriginalMessage(), e);
    }
    if (root.path("version").asInt() != VERSION) {
      throw new IOException("it is no baseline of this version of ephor: write it anew");
    }
    Map<String, String> known = new HashMap<>();
    for (JsonNode entry : root.path("known")) {
      known.put(entry.path("fingerprint").asText(), entry.path("finding").asText());
    }
    return new Baseline(known);
  }

  void write(Path file) throws IOException {
    StringBuilder out = new StringBuilder("{\n  \"version\": " + VERSION + ",\n  \"known\": [");
    String separator = "\n";
    for (Map.Entry<String, String> entry : byWords()) {
      StringBuilder line = new StringBuilder();
      Json.writeLine(
          line,
          json -> {
            json.writeStartObject();
            json.writeStringField("fingerprint", entry.getKey());
            json.writeStringField("finding", entry.getValue());
            json.writeEndObject();
          });
      out.append(separator).append("    ").append(line);
      separator = ",\n";
    }
    out.append(known.isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
    Files.writeString(file, out);
  }

  private Collection<Map.Entry<String, String>> byWords() {
    return known.entrySet().stream()
        .sorted(
            Map.Entry.<String, String>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  int size() {
    return known.size();
  }

  /**
   * A result held against a baseline.
   *
   * @param fresh what is new
   * @param knownCount how many findings the baseline knows
   * @param gone what the baseline knows and no longer occurs, in words
   */
  record Compared(CheckResult fresh, int knownCount, List<String> gone) {}

  Compared compare(CheckResult result, ShownNames names) {
    Set<Diagnostic> old = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<String, String> left = new LinkedHashMap<>();
    byWords().forEach(entry -> left.put(entry.getKey(), entry.getValue()));
    fingerprints(result, names)
        .forEach(
            (fingerprint, finding) -> {
              if (known.containsKey(fingerprint)) {
                left.remove(fingerprint);
                old.add(finding.diagnostic());
              }
            });
    CheckResult fresh = result.only(diagnostic -> !old.contains(diagnostic));
    return new Compared(fresh, old.size(), new ArrayList<>(left.values()));
  }

  private record Finding(Findings file, Diagnostic diagnostic) {}

  private static Map<String, Finding> fingerprints(CheckResult result, ShownNames names) {
    Map<String, Finding> all = new LinkedHashMap<>();
    Fingerprints fingerprints = new Fingerprints();
    for (Findings file : result.files()) {
      for (Diagnostic diagnostic : file.diagnostics()) {
        all.put(fingerprints.of(names.uri(file.file()), diagnostic), new Finding(file, diagnostic));
      }
    }
    return all;
  }

  /** Without lines, which move. */
  private static String words(Finding finding, ShownNames names) {
    Diagnostic diagnostic = finding.diagnostic();
    Verdict verdict = diagnostic.verdict();
    String what =
        verdict == null
            ? diagnostic.message().strip().lines().findFirst().orElse("")
            : verdict.subject();
    return diagnostic.code() + " in " + names.shown(finding.file().file()) + ": " + what;
  }
}
