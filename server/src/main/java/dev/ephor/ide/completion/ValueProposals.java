package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.ScalarSchema;
import dev.ephor.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that a scalar may have: alternatives, booleans, what counts where it is absent. */
final class ValueProposals {

  private ValueProposals() {}

  /**
   * The values of what is typed.
   *
   * @param meaning what it may be
   * @param lead what is written before
   */
  static List<Proposal> of(Cursor cursor, Meaning meaning, String lead) {
    Set<String> there = Set.copyOf(cursor.otherItems());
    List<Proposal> proposals = new ArrayList<>();
    String absent = absent(meaning);
    int rank = 0;
    for (String value : values(meaning)) {
      if (!there.contains(value)) {
        String detail = value.equals(absent) ? "as if absent" : "";
        proposals.add(plain(cursor, value, Proposal.Kind.VALUE, detail, lead, rank++));
      }
    }
    return proposals;
  }

  /** The texts that a scalar is mostly one of. */
  static Set<String> values(Meaning meaning) {
    Set<String> values = new LinkedHashSet<>();
    for (Schema type : meaning.meant()) {
      if (type instanceof ScalarSchema scalar) {
        values.addAll(scalar.allowed());
        if (scalar.kind() == ScalarSchema.Kind.BOOLEAN) {
          values.add("true");
          values.add("false");
        }
      }
    }
    String absent = absent(meaning);
    if (absent != null && values.isEmpty()) {
      values.add(absent);
    }
    return values;
  }

  /** What counts where the field is absent; null where that is nothing or no scalar. */
  private static @Nullable String absent(Meaning meaning) {
    return meaning.declarations().stream()
        .map(declaration -> declaration.field().absent())
        .filter(Objects::nonNull)
        .filter(json -> !json.startsWith("{") && !json.startsWith("["))
        .map(json -> json.startsWith("\"") ? json.substring(1, json.length() - 1) : json)
        .findFirst()
        .orElse(null);
  }

  /** A scalar that is put in as it stands, in quotes where it needs them. */
  static Proposal plain(
      Cursor cursor, String value, Proposal.Kind kind, String detail, String lead, int rank) {
    return plain(cursor, value, kind, detail, lead, rank, false);
  }

  static Proposal plain(
      Cursor cursor,
      String value,
      Proposal.Kind kind,
      String detail,
      String lead,
      int rank,
      boolean deprecated) {
    boolean typed = value.equals("true") || value.equals("false");
    String written = cursor.site().quote() == ' ' && !typed ? YamlScalars.written(value) : value;
    String label = value.isEmpty() ? "\"\"" : value;
    return new Proposal(
        label,
        kind,
        detail,
        Optional::empty,
        cursor.replace(),
        lead + written,
        false,
        label,
        rank,
        deprecated);
  }
}
