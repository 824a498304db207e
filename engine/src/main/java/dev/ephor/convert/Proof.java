package dev.ephor.convert;

import dev.ephor.value.MapValue;
import java.util.List;

/**
 * What came of putting the same requests to a rule and to the policy that was made of it.
 *
 * @param manifests how many manifests of the workspace were tried
 * @param examples how many counter-examples were tried
 * @param denied how many of these requests both deny
 * @param allowed how many both let through
 * @param skipped how many of those one of them only skips, or says nothing of, and the other passes
 * @param errors why the policy cannot be used at all; empty where it can
 * @param differences what one denies and the other lets through; not more than {@link #SHOWN}
 * @param different how many there are
 */
public record Proof(
    int manifests,
    int examples,
    int denied,
    int allowed,
    int skipped,
    List<String> errors,
    List<Difference> differences,
    int different) {

  /** How many differences are kept. */
  public static final int SHOWN = 3;

  public Proof {
    errors = List.copyOf(errors);
    differences = List.copyOf(differences);
  }

  /**
   * A request about which the two disagree.
   *
   * @param request such as {@code CREATE}
   * @param rule what the rule says
   * @param policy what the policy says
   */
  public record Difference(MapValue manifest, String request, String rule, String policy) {}

  /** Whether something was tried and nothing speaks against the policy. */
  public boolean holds() {
    return errors.isEmpty() && different == 0 && manifests + examples > 0;
  }
}
