package dev.ephor.preview;

import dev.ephor.kubernetes.SecretMask;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import dev.ephor.workspace.Judged;
import dev.ephor.yaml.NodePath;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.edit.Layout;
import dev.ephor.yaml.edit.Rebase;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document while rules change its resources, step by step, in its own layout.
 *
 * <p>What a step cannot write is left to the next; what the last cannot write is trouble.
 */
final class PreviewedDocument {

  private static final String UNSHOWN = "# A Secret whose values cannot be hidden is not shown.\n";

  private final YamlDocument document;
  private final boolean showSecrets;
  private final ChangedLines lines;
  private final List<Trouble> troubles = new ArrayList<>();
  private final String before;
  private final boolean unshown;
  private String after;
  private Value root;
  private @Nullable Trouble pending;

  /**
   * @param showSecrets whether what Secrets hold may be seen
   */
  PreviewedDocument(YamlDocument document, boolean showSecrets) {
    this.document = document;
    this.showSecrets = showSecrets;
    this.root = document.root();
    String shown = written(document.root());
    this.unshown = shown == null;
    this.before = shown == null ? UNSHOWN : shown;
    this.after = before;
    this.lines = new ChangedLines(before);
  }

  /** Whether values are hidden in what is shown. */
  boolean isMasked() {
    return !showSecrets && SecretMask.concerns(root) && !before.equals(document.text());
  }

  /**
   * Takes in what rules make of the document's resources. A rule has its turn with all of them at
   * once: a list of a thousand is written anew for each rule, not for each of its resources.
   */
  void apply(List<Judged> resources) {
    List<Turns> left = new ArrayList<>();
    for (Judged resource : resources) {
      NodePath path = NodePath.of(document, resource.resource().root().node());
      left.add(new Turns(resource, path, new ArrayDeque<>(resource.mutations())));
    }
    left.removeIf(turns -> turns.mutations().isEmpty());
    while (!left.isEmpty()) {
      String rule = next(left);
      String name = "";
      for (Turns turns : left) {
        if (turns.next().equals(rule)) {
          name = name.isEmpty() ? RuleWords.of(turns.resource().resource()) : name;
          MapValue before = turns.resource().resource().root();
          MapValue after = turns.mutations().remove().after();
          Value changed = Rebase.onto(turns.path().value(), before, after);
          root = with(root, turns.path().steps(), 0, changed);
        }
      }
      left.removeIf(turns -> turns.mutations().isEmpty());
      if (!unshown) {
        step(name, rule);
      }
    }
    Trouble last = pending;
    if (last != null) {
      troubles.add(last);
      pending = null;
    }
  }

  /** A resource with the mutations that are still to be shown. */
  private record Turns(Judged resource, NodePath path, Deque<Judged.Mutation> mutations) {
    String next() {
      return name(mutations.element());
    }

    /** Whether a rule has its turn here after others. */
    boolean waitsFor(String rule) {
      return mutations.stream().skip(1).anyMatch(mutation -> name(mutation).equals(rule));
    }

    private static String name(Judged.Mutation mutation) {
      return RuleWords.of(mutation.policy(), mutation.rule());
    }
  }

  /** Policies change all resources in the same order; so some rule is first wherever it is. */
  private static String next(List<Turns> left) {
    Set<String> tried = new LinkedHashSet<>();
    for (Turns turns : left) {
      String rule = turns.next();
      if (tried.add(rule) && left.stream().noneMatch(other -> other.waitsFor(rule))) {
        return rule;
      }
    }
    return tried.iterator().next();
  }

  private void step(String resource, String rule) {
    String text = written(root);
    if (text == null) {
      pending = new Trouble(resource, rule, refusal(root));
    } else {
      pending = null;
      after = text;
      lines.become(text, rule);
    }
  }

  /** The edits that make the file's document what the rules make of it; nothing is hidden. */
  Rewrite rewrite() {
    return Layout.rewrite(document, root);
  }

  String before() {
    return before;
  }

  String after() {
    return after;
  }

  ChangedLines lines() {
    return lines;
  }

  List<Trouble> troubles() {
    return List.copyOf(troubles);
  }

  /** The document's text with another value; null where its layout cannot say it. */
  private @Nullable String written(Value now) {
    Value shown = showSecrets ? now : ShownSecrets.of(now, document.root());
    return Layout.rewrite(document, shown) instanceof Rewrite.Edits edits
        ? edits.applied(document.text(), 0)
        : null;
  }

  private String refusal(Value now) {
    return Layout.rewrite(document, now) instanceof Rewrite.Refused refused
        ? refused.reason()
        : "The values that it hides cannot be left out of this layout.";
  }

  private static Value with(Value in, List<NodePath.Step> steps, int at, Value now) {
    if (at == steps.size()) {
      return now;
    }
    String key = steps.get(at).key();
    if (key != null && in instanceof MapValue map) {
      Value below = map.child(key);
      return below == null ? in : map.with(key, with(below, steps, at + 1, now));
    }
    if (in instanceof ListValue list) {
      List<Value> items = new ArrayList<>(list.values());
      int index = steps.get(at).index();
      items.set(index, with(items.get(index), steps, at + 1, now));
      return ListValue.of(items, list.source(), list.node());
    }
    return in;
  }
}
