package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.ListSchema;
import dev.ephor.schema.ObjectSchema;
import dev.ephor.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What belongs on the lines below a key, proposed right behind it: the fields of an object, or of
 * the first item of a list.
 */
final class BelowProposals {

  private BelowProposals() {}

  static List<Proposal> of(Cursor cursor) {
    boolean empty = cursor.site().typed().isEmpty() && cursor.site().quote() == ' ';
    if (!empty || cursor.site().flow() || cursor.path().steps().isEmpty()) {
      return List.of();
    }
    List<Schema> meant = cursor.meaning().meant();
    boolean list = !meant.isEmpty() && meant.stream().allMatch(ListSchema.class::isInstance);
    boolean object = !meant.isEmpty() && meant.stream().allMatch(ObjectSchema.class::isInstance);
    if (!list && !object) {
      return List.of();
    }
    int holder = cursor.keyColumn();
    int column = list ? holder + cursor.dashes() + 2 : holder + 2;
    int start = list ? column - 2 : column;
    String lead = "\n" + " ".repeat(Math.max(0, start - cursor.indentation())) + (list ? "- " : "");
    Meaning owner = list ? cursor.meaning().item() : cursor.meaning();
    List<Proposal> proposals = new ArrayList<>();
    owner
        .fields()
        .forEach(
            (name, field) ->
                proposals.add(FieldProposals.below(cursor, owner, name, field, lead, column)));
    return proposals;
  }
}
