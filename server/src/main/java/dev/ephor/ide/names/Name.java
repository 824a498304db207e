package dev.ephor.ide.names;

import dev.ephor.kubernetes.Wildcard;
import java.util.Collections;
import java.util.Set;

/** What a name names. */
public sealed interface Name {

  /** The name alone, without a namespace. */
  String text();

  /** What kind of thing is meant, for messages: {@code policy}, {@code rule}. */
  String noun();

  /** Whether a use with this name means what another one gives. */
  boolean means(Name given);

  /**
   * A policy.
   *
   * @param kinds the kinds that it may be of; empty for any
   * @param namespace empty for those of the cluster
   * @param text its name; in a use possibly with wildcards
   */
  record PolicyName(Set<String> kinds, String namespace, String text) implements Name {

    public PolicyName {
      kinds = Set.copyOf(kinds);
    }

    @Override
    public String noun() {
      return "policy";
    }

    @Override
    public boolean means(Name given) {
      return given instanceof PolicyName policy
          && Wildcard.matches(text, policy.text)
          && namespace.equals(policy.namespace)
          && (kinds.isEmpty()
              || policy.kinds.isEmpty()
              || !Collections.disjoint(kinds, policy.kinds));
    }
  }

  /**
   * A rule.
   *
   * @param policy the policy that it is part of
   * @param text its name; in a use possibly with wildcards
   */
  record RuleName(PolicyName policy, String text) implements Name {

    @Override
    public String noun() {
      return "rule";
    }

    @Override
    public boolean means(Name given) {
      return given instanceof RuleName rule
          && Wildcard.matches(text, rule.text)
          && policy.means(rule.policy);
    }
  }

  /**
   * A name that holds inside of a part of a document only.
   *
   * @param sort what it is
   * @param scope the node of the part in which it holds
   */
  record LocalName(Sort sort, int scope, String text) implements Name {

    /** Names that policies give. */
    public enum Sort {
      CONTEXT_ENTRY("context entry"),
      VARIABLE("variable"),
      ATTESTOR("attestor"),
      ATTESTATION("attestation"),
      IMAGES("image extractor");

      private final String noun;

      Sort(String noun) {
        this.noun = noun;
      }
    }

    @Override
    public String noun() {
      return sort.noun;
    }

    @Override
    public boolean means(Name given) {
      return equals(given);
    }
  }

  /**
   * An object.
   *
   * @param kind empty for any
   * @param namespace empty for any, and for objects that do not say
   */
  record ObjectName(String kind, String namespace, String text) implements Name {

    @Override
    public String noun() {
      return "object";
    }

    @Override
    public boolean means(Name given) {
      return given instanceof ObjectName object
          && text.equals(object.text)
          && (kind.isEmpty() || kind.equals(object.kind))
          && (namespace.isEmpty()
              || object.namespace.isEmpty()
              || namespace.equals(object.namespace));
    }
  }
}
