package dev.ephor.ide.completion;

import dev.ephor.policy.meaning.Meaning;
import dev.ephor.policy.meaning.Meanings;
import dev.ephor.text.Span;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedDocument;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.TypingSite;
import dev.ephor.yaml.YamlParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The operations of a {@code patchesJson6902}, which are YAML inside of a text: their keys, the
 * names of operations, paths segment by segment through the fields of what is patched, and values
 * by what the path says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902: JSON Patch</a>
 */
final class JsonPatchProposals {

  private static final List<String> KEYS = List.of("op", "path", "value", "from");
  private static final List<String> OPERATIONS =
      List.of("add", "replace", "remove", "test", "move", "copy");

  private final Snapshot snapshot;
  private final PlacedDocument document;
  private final TextBlock block;
  private final TypingSite site;

  private JsonPatchProposals(
      Snapshot snapshot, PlacedDocument document, TextBlock block, TypingSite site) {
    this.snapshot = snapshot;
    this.document = document;
    this.block = block;
    this.site = site;
  }

  /**
   * The proposals at an offset of a document.
   *
   * @return nothing where the offset is in no such text
   */
  static List<Proposal> at(Snapshot snapshot, PlacedDocument document, int offset) {
    TextBlock block = TextBlock.at(document.yaml().text(), offset, "patchesJson6902");
    if (block == null) {
      return List.of();
    }
    return TypingSite.at(YamlParser.parse(new Source("patch"), block.text()), block.inBlock(offset))
        .map(site -> new JsonPatchProposals(snapshot, document, block, site).proposals())
        .orElse(List.of());
  }

  private List<Proposal> proposals() {
    boolean key = site.slot() == TypingSite.Slot.KEY;
    NodePath path = NodePath.of(site.tree(), key ? site.parent() : site.node());
    List<NodePath.Step> steps = path.steps();
    if (key && steps.size() == 1) {
      return keys(path);
    } else if (key && steps.isEmpty() && path.value() instanceof MapValue) {
      return List.of(
          proposal(
              "- op",
              Proposal.Kind.FIELD,
              "an operation",
              "- op: ${1|add,replace,remove|}\n  path: /$2",
              true,
              0));
    } else if (steps.size() > 1 && "value".equals(steps.get(1).key())) {
      return values(path, key);
    } else if (!key && steps.size() == 2) {
      String field = steps.get(1).key();
      if ("op".equals(field)) {
        return values(OPERATIONS, Proposal.Kind.VALUE);
      } else if ("path".equals(field) || "from".equals(field)) {
        return paths();
      }
    }
    return List.of();
  }

  private List<Proposal> keys(NodePath path) {
    List<Proposal> proposals = new ArrayList<>();
    List<String> there = path.value() instanceof MapValue map ? map.keys() : List.of();
    for (String key : KEYS) {
      if (!there.contains(key)) {
        String text = site.lead() + key + (site.colon() ? "" : ": ");
        proposals.add(proposal(key, Proposal.Kind.FIELD, "", text, false, proposals.size()));
      }
    }
    return proposals;
  }

  /** What may be put at the path of the operation: its fields, or the values of a scalar. */
  private List<Proposal> values(NodePath path, boolean key) {
    List<NodePath.Step> steps = path.steps();
    String target = steps.get(1).in() instanceof MapValue map ? map.string("path") : null;
    if (target == null || !target.startsWith("/")) {
      return List.of();
    }
    Meaning at = PathSegments.at(patched(), target);
    for (NodePath.Step step : steps.subList(2, steps.size())) {
      at = step.key() == null ? at.item() : at.under(step.key());
    }
    if (!key) {
      return values(ValueProposals.values(at), Proposal.Kind.VALUE);
    }
    List<String> there = path.value() instanceof MapValue map ? map.keys() : List.of();
    Meaning holder = at;
    List<Proposal> proposals = new ArrayList<>();
    at.fields()
        .forEach(
            (name, field) -> {
              if (!there.contains(name)) {
                String text = site.lead() + name + (site.colon() ? "" : ": ");
                int rank = CommonFields.rank(holder.meant(), name);
                String detail = FieldDocumentation.detail(field);
                proposals.add(proposal(name, Proposal.Kind.FIELD, detail, text, false, rank));
              }
            });
    return proposals;
  }

  private List<Proposal> values(Collection<String> texts, Proposal.Kind kind) {
    List<Proposal> proposals = new ArrayList<>();
    for (String text : texts) {
      proposals.add(proposal(text, kind, "", site.lead() + text, false, proposals.size()));
    }
    return proposals;
  }

  /** The fields that a path may go on with. */
  private List<Proposal> paths() {
    String typed = site.typed();
    int slash = typed.lastIndexOf('/');
    String begun = slash < 0 ? "" : typed.substring(0, slash);
    List<Proposal> proposals = new ArrayList<>();
    for (PathSegments.Segment segment : PathSegments.below(patched(), begun)) {
      proposals.add(
          proposal(
              begun + "/" + segment.text(),
              Proposal.Kind.FIELD,
              segment.detail(),
              site.lead() + begun + "/" + segment.text(),
              false,
              segment.rank()));
    }
    return proposals;
  }

  /** What is patched: the same as a strategic merge beside would be about. */
  private Meaning patched() {
    NodePath path = NodePath.of(document.yaml(), document.yaml().nodeAt(block.key()));
    List<NodePath.Step> steps = path.steps();
    if (steps.isEmpty()) {
      return Meaning.UNKNOWN;
    }
    NodePath.Step last = steps.get(steps.size() - 1);
    List<NodePath.Step> beside = new ArrayList<>(steps.subList(0, steps.size() - 1));
    beside.add(new NodePath.Step(last.in(), "patchStrategicMerge", last.index(), last.value()));
    return Meanings.at(new NodePath(path.root(), beside), snapshot.schemas());
  }

  private Proposal proposal(
      String label, Proposal.Kind kind, String detail, String text, boolean snippet, int rank) {
    Span replace =
        new Span(block.inDocument(site.replace().start()), block.inDocument(site.replace().end()));
    return new Proposal(
        label,
        kind,
        detail,
        Optional::empty,
        replace.shift(document.start()),
        text,
        snippet,
        label,
        rank,
        false);
  }
}
