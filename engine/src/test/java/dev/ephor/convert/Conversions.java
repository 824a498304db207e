package dev.ephor.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.HostNames;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Converts policies of one rule and demands the proof. */
final class Conversions {

  private Conversions() {}

  static PolicyConversion of(String policy) {
    YamlDocument document = YamlParser.parse(new Source("policy"), policy);
    assertThat(document.problems()).isEmpty();
    return PolicyConversion.of(document).orElseThrow();
  }

  /** A rule for a kind in a policy with a comment and an annotation. */
  static PolicyConversion of(String kind, String rule) {
    return of(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: p
          # Kept.
          annotations:
            policies.kyverno.io/title: Sample
        spec:
          rules:
          - name: r
            match:
              any:
              - resources:
                  kinds: [%s]
        """
                .formatted(kind)
            + rule.indent(4));
  }

  /** The proven text for a rule. */
  static String text(String kind, String rule) {
    PolicyConversion conversion = of(kind, rule);
    RuleConversion.Made made = (RuleConversion.Made) conversion.rules().get(0);
    Proof proof = proof(conversion);
    assertThat(proof.errors()).isEmpty();
    assertThat(proof.differences()).isEmpty();
    assertThat(proof.denied()).isPositive();
    assertThat(proof.allowed()).isPositive();
    return made.text();
  }

  /** The last expression of the proven text, on one line. */
  static String expression(String kind, String rule) {
    String text = text(kind, rule);
    int at = text.lastIndexOf("expression: ");
    return text.substring(text.indexOf('\n', at)).strip().replaceAll("\\s*\n\\s*", " ");
  }

  static Proof proof(PolicyConversion conversion) {
    return Prover.prove(
        conversion.policy(),
        (RuleConversion.Made) conversion.rules().get(0),
        List.<MapValue>of(),
        emptyWorld());
  }

  static GivenWorld emptyWorld() {
    return GivenWorld.ofApply(
            ValuesFile.NONE,
            List.of(),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            bound -> 0,
            HostNames.OFFLINE)
        .asCluster();
  }

  /** Why a rule is not converted. */
  static String reason(String kind, String rule) {
    return of(kind, rule).rules().get(0).left().get(0).reason();
  }
}
