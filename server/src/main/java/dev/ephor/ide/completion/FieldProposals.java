package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Dialect;
import dev.ephor.policy.meaning.Meaning;
import dev.ephor.schema.Field;
import dev.ephor.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that a structure knows and that are not there yet. */
final class FieldProposals {

  /** Ranks of what is required and what is not begin here. */
  static final int REQUIRED = 0;

  static final int OPTIONAL = 100;

  /** What makes no sense beside what is there comes after what is unusual. */
  private static final int EXCLUDED = 1000;

  private static final int DEPRECATED = 2000;

  private FieldProposals() {}

  /** The fields of what is typed into. */
  static List<Proposal> of(Cursor cursor) {
    Set<String> there =
        cursor.siblings().stream()
            .map(cursor.meaning().dialect()::field)
            .collect(Collectors.toSet());
    List<Proposal> proposals = new ArrayList<>();
    cursor
        .meaning()
        .fields()
        .forEach(
            (name, field) -> {
              if (!there.contains(name)) {
                proposals.add(
                    proposal(cursor, cursor.meaning(), name, name, field, cursor.site().lead()));
              }
            });
    return proposals;
  }

  /** The first fields of a new item of a list that has no items yet. */
  static List<Proposal> ofItems(Cursor cursor, Meaning item) {
    List<Proposal> proposals = new ArrayList<>();
    item.fields()
        .forEach(
            (name, field) ->
                proposals.add(
                    proposal(cursor, item, name, name, field, cursor.site().lead() + "- ")));
    return proposals;
  }

  /**
   * A key with what belongs under it.
   *
   * @param owner the structure that has the field
   * @param key how it is written, such as in an anchor
   * @param lead what is written before it
   */
  static Proposal proposal(
      Cursor cursor, Meaning owner, String name, String key, Meaning field, String lead) {
    List<Meaning.Declaration> declarations = field.declarations();
    boolean deprecated =
        !declarations.isEmpty()
            && declarations.stream().allMatch(each -> each.field().deprecated());
    int rank = rank(owner, name, declarations, deprecated);
    if (CommonFields.excludes(owner.meant(), cursor.siblings(), name)) {
      rank += EXCLUDED;
    }
    return proposal(cursor, key, field, lead, rank, deprecated);
  }

  /**
   * A key on a line below.
   *
   * @param lead the line break and what stands before the key
   * @param column of the key
   */
  static Proposal below(
      Cursor cursor, Meaning owner, String name, Meaning field, String lead, int column) {
    List<Meaning.Declaration> declarations = field.declarations();
    boolean deprecated =
        !declarations.isEmpty()
            && declarations.stream().allMatch(each -> each.field().deprecated());
    String text = lead + FieldText.entry(name, field, column, cursor);
    return new Proposal(
        name,
        Proposal.Kind.FIELD,
        FieldDocumentation.detail(field),
        () -> FieldDocumentation.of(field),
        cursor.replaceBlanks(),
        text,
        true,
        name,
        rank(owner, name, declarations, deprecated),
        deprecated);
  }

  /** A key that no structure declares. */
  static Proposal free(Cursor cursor, String key, Meaning value, int rank) {
    return proposal(cursor, key, value, cursor.site().lead(), rank, false);
  }

  private static Proposal proposal(
      Cursor cursor, String key, Meaning field, String lead, int rank, boolean deprecated) {
    // In quotes nothing but the key is written: a colon inside of them would be a part of it.
    SnippetText text =
        cursor.site().colon() || cursor.site().quote() != ' '
            ? new SnippetText(0).plain(key)
            : FieldText.entry(
                key,
                field,
                cursor.column() - cursor.site().lead().length() + lead.length(),
                cursor);
    boolean snippet = text.hasStops();
    return new Proposal(
        key,
        Proposal.Kind.FIELD,
        FieldDocumentation.detail(field),
        () -> FieldDocumentation.of(field),
        cursor.replace(),
        (snippet ? new SnippetText(0).plain(lead).toString() : lead)
            + (snippet ? text.toString() : SnippetText.withoutStops(text.toString())),
        snippet,
        key,
        rank,
        deprecated);
  }

  private static int rank(
      Meaning owner, String name, List<Meaning.Declaration> declarations, boolean deprecated) {
    List<Schema> types = owner.meant();
    int usual = CommonFields.rank(types, name);
    if (deprecated) {
      return DEPRECATED + usual;
    }
    if (owner.dialect() != Dialect.PLAIN && (name.equals("apiVersion") || name.equals("kind"))) {
      return OPTIONAL + CommonFields.UNUSUAL; // the match has said it
    }
    boolean required =
        owner.dialect() == Dialect.PLAIN
            && declarations.stream().map(Meaning.Declaration::field).anyMatch(Field::required);
    return (required ? REQUIRED : OPTIONAL) + usual;
  }
}
