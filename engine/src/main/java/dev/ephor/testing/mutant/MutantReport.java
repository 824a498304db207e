package dev.ephor.testing.mutant;

import dev.ephor.yaml.YamlDocument;
import java.util.List;

/**
 * What tests notice of a policy.
 *
 * @param policy its name
 * @param document where it stands
 * @param tests the names of the tests that were run
 * @param killed how many changes made an expectation fail that came true before
 * @param survivors the changes that no test notices, in the order of the text
 * @param dropped how many changes were not tried because they make no policy, or the same one
 * @param leftOut how many were not tried because there are too many
 * @param failing how many expectations fail without any change; they can notice none
 * @param problem why nothing could be tried; empty where it could
 */
public record MutantReport(
    String policy,
    YamlDocument document,
    List<String> tests,
    int killed,
    List<Mutant> survivors,
    int dropped,
    int leftOut,
    int failing,
    String problem) {

  public MutantReport {
    tests = List.copyOf(tests);
    survivors = List.copyOf(survivors);
  }

  /** How many changes were tried. */
  public int tried() {
    return killed + survivors.size();
  }

  /** How many of a hundred changes are noticed, rounded down; 100 where none could be tried. */
  public int score() {
    return tried() == 0 ? 100 : killed * 100 / tried();
  }
}
