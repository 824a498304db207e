package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.MapSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions as the values of patterns have them.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#operators">Kyverno:
 *     operators</a>
 */
final class OperatorProposals {

  private static final int RANK = 100;

  /**
   * A condition.
   *
   * @param filter what is typed for it
   * @param parts the text; a blank part is a place to type
   */
  private record Operator(String label, String filter, List<String> parts, String means) {}

  private static final List<Operator> FOR_TEXTS =
      List.of(
          new Operator("?*", "?*", List.of("?*"), "at least one character: it must not be empty"),
          new Operator("*", "*", List.of("*"), "anything, also nothing; but it must be there"),
          new Operator("!…", "!", List.of("!", ""), "anything but this"),
          new Operator("… | …", "|", List.of("", " | ", ""), "one of these"),
          new Operator("… & …", "&", List.of("", " & ", ""), "all of these at once"));

  private static final List<Operator> FOR_AMOUNTS =
      List.of(
          new Operator(">…", ">", List.of(">", ""), "more than"),
          new Operator(">=…", ">=", List.of(">=", ""), "at least"),
          new Operator("<…", "<", List.of("<", ""), "less than"),
          new Operator("<=…", "<=", List.of("<=", ""), "at most"),
          new Operator("…-…", "-", List.of("", "-", ""), "between these, both included"),
          new Operator("…!-…", "!-", List.of("", "!-", ""), "not between these"));

  private OperatorProposals() {}

  static List<Proposal> of(Cursor cursor, Meaning meaning, String lead) {
    boolean scalar =
        meaning.isUnknown()
            ? !cursor.isKey()
            : meaning.meant().stream().anyMatch(OperatorProposals::isScalar);
    if (meaning.dialect() != Dialect.PATTERN || !scalar) {
      return List.of();
    }
    List<Operator> operators = new ArrayList<>();
    boolean amount = meaning.meant().stream().anyMatch(OperatorProposals::isAmount);
    if (isBoolean(meaning)) {
      return List.of();
    }
    operators.addAll(amount ? FOR_AMOUNTS : FOR_TEXTS);
    operators.addAll(amount ? FOR_TEXTS : FOR_AMOUNTS);
    List<Proposal> proposals = new ArrayList<>();
    boolean quoted = cursor.site().quote() != ' ';
    for (Operator operator : operators) {
      SnippetText text = new SnippetText(0).plain(lead).plain(quoted ? "" : "\"");
      operator.parts.forEach(
          part -> {
            if (part.isEmpty()) {
              text.stop();
            } else {
              text.plain(part);
            }
          });
      text.plain(quoted ? "" : "\"");
      proposals.add(
          new Proposal(
              operator.label,
              Proposal.Kind.OPERATOR,
              operator.means,
              Optional::empty,
              cursor.replace(),
              text.hasStops() ? text.toString() : SnippetText.withoutStops(text.toString()),
              text.hasStops(),
              operator.filter,
              RANK + proposals.size(),
              false));
    }
    return proposals;
  }

  private static boolean isScalar(Schema type) {
    return !(type instanceof ObjectSchema
        || type instanceof ListSchema
        || type instanceof MapSchema);
  }

  private static boolean isAmount(Schema type) {
    return type instanceof ScalarSchema scalar
        && switch (scalar.kind()) {
          case INT, NUMBER, QUANTITY, INT_OR_STRING -> true;
          default -> false;
        };
  }

  private static boolean isBoolean(Meaning meaning) {
    return !meaning.meant().isEmpty()
        && meaning.meant().stream()
            .allMatch(
                type ->
                    type instanceof ScalarSchema scalar
                        && scalar.kind() == ScalarSchema.Kind.BOOLEAN);
  }
}
