package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.ListSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys in anchors, in patterns and patches: once an anchor is begun the fields in it, before that
 * the anchors themselves.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#anchors">Kyverno:
 *     anchors</a>
 */
final class AnchorProposals {

  /** Anchors come after the fields that are usual. */
  private static final int RANK = 550;

  private record Anchor(String sign, Set<Dialect> dialects, String name, String means) {}

  private static final Set<Dialect> PATTERNS = Set.of(Dialect.PATTERN);
  private static final Set<Dialect> PATCHES = Set.of(Dialect.OVERLAY);
  private static final Set<Dialect> BOTH = Set.of(Dialect.PATTERN, Dialect.OVERLAY);

  private static final List<Anchor> ANCHORS =
      List.of(
          new Anchor(
              "=",
              PATTERNS,
              "if it is there",
              "If the field is there, it has to be as the pattern says. Without the field it"
                  + " passes."),
          new Anchor(
              "+",
              PATCHES,
              "if it is absent",
              "The field is added where it is absent, and left alone where it is there."),
          new Anchor(
              "",
              BOTH,
              "condition",
              "A condition: what stands beside it counts only where the field is as it says."),
          new Anchor(
              "^",
              PATTERNS,
              "at least one",
              "At least one item of the list has to be as the pattern says."),
          new Anchor("X", PATTERNS, "must not be there", "The field must not be there."),
          new Anchor(
              "<",
              BOTH,
              "condition for all",
              "A condition for the whole rule: where the field is not as it says, the rule is"
                  + " skipped."));

  private AnchorProposals() {}

  static List<Proposal> of(Cursor cursor) {
    Dialect dialect = cursor.meaning().dialect();
    String typed = cursor.site().typed();
    List<Proposal> proposals = new ArrayList<>();
    for (Anchor anchor : ANCHORS) {
      if (!anchor.dialects.contains(dialect)) {
        continue;
      }
      String opened = anchor.sign + "(";
      boolean begun =
          typed.startsWith(opened)
              || (!typed.isEmpty() && typed.equals(anchor.sign) && !typed.equals("X"));
      if (begun) {
        proposals.addAll(fields(cursor, anchor));
      } else if (opened.startsWith(typed) && !cursor.site().colon()) {
        proposals.add(
            new Proposal(
                opened + "…)",
                Proposal.Kind.SNIPPET,
                anchor.name,
                () -> Optional.of(anchor.means),
                cursor.replace(),
                new SnippetText(0)
                    .plain(cursor.site().lead() + opened)
                    .stop()
                    .plain("): ")
                    .stop()
                    .toString(),
                true,
                opened,
                RANK + proposals.size(),
                false));
      }
    }
    return proposals;
  }

  private static List<Proposal> fields(Cursor cursor, Anchor anchor) {
    Dialect dialect = cursor.meaning().dialect();
    Set<String> there = cursor.siblings().stream().map(dialect::field).collect(Collectors.toSet());
    List<Proposal> proposals = new ArrayList<>();
    cursor
        .meaning()
        .fields()
        .forEach(
            (name, field) -> {
              if (!there.contains(name) && (!anchor.sign.equals("^") || isList(field))) {
                String key = anchor.sign + "(" + name + ")";
                Proposal proposal =
                    FieldProposals.proposal(
                        cursor, cursor.meaning(), name, key, field, cursor.site().lead());
                proposals.add(anchor.sign.equals("X") ? negated(cursor, proposal, key) : proposal);
              }
            });
    return proposals;
  }

  private static boolean isList(Meaning field) {
    return field.meant().stream().anyMatch(ListSchema.class::isInstance);
  }

  /** What must not be there has no value that counts; this one is customary. */
  private static Proposal negated(Cursor cursor, Proposal proposal, String key) {
    return cursor.site().colon()
        ? proposal
        : new Proposal(
            proposal.label(),
            proposal.kind(),
            proposal.detail(),
            proposal.documentation(),
            proposal.replace(),
            cursor.site().lead() + key + ": \"null\"",
            false,
            proposal.filter(),
            proposal.rank(),
            proposal.deprecated());
  }
}
