package dev.ephor.cli.apply;

import dev.ephor.autogen.CelAutogen;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.policy.CelBody;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Policy;
import java.util.BitSet;
import java.util.List;

/**
 * Policies that leave a document of every resource, matched or not, in the reference: those with
 * rules, and mutating policies for whose pods' controllers further ones are generated.
 */
final class AlwaysAnswering {

  private AlwaysAnswering() {}

  /** Their places among the policies. */
  static BitSet among(List<PreparedPolicy> policies) {
    BitSet always = new BitSet(policies.size());
    for (int i = 0; i < policies.size(); i++) {
      always.set(i, answersAlways(policies.get(i).policy()));
    }
    return always;
  }

  private static boolean answersAlways(Policy policy) {
    return policy instanceof KyvernoPolicy
        || (policy instanceof CelPolicy cel
            && cel.kind().endsWith("MutatingPolicy")
            && cel.spec().body() instanceof CelBody.Mutate
            && !CelAutogen.ofMutating(cel.spec().node()).isEmpty());
  }
}
