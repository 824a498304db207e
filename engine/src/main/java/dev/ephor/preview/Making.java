package dev.ephor.preview;

import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.SecretMask;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import dev.ephor.workspace.Cancellation;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.Snapshot;
import dev.ephor.workspace.Snapshot.PlacedResource;
import dev.ephor.workspace.WorkspacePolicy;
import dev.ephor.yaml.YamlDocument;
import dev.ephor.yaml.YamlParser;
import dev.ephor.yaml.edit.Layout;
import dev.ephor.yaml.edit.Rebase;
import dev.ephor.yaml.edit.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what rules generate because of resources, and which other resources they change. */
final class Making {

  /** What is said of an existing resource that a rule changes. */
  static final String CHANGED = "It exists and is changed.";

  private final Snapshot snapshot;
  private final boolean showSecrets;
  private final Cancellation cancellation;
  private final List<Made> made = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private @Nullable List<PlacedResource> resources;

  Making(Snapshot snapshot, boolean showSecrets, Cancellation cancellation) {
    this.snapshot = snapshot;
    this.showSecrets = showSecrets;
    this.cancellation = cancellation;
  }

  List<Made> made() {
    return made;
  }

  List<Trouble> troubles() {
    return troubles;
  }

  void add(Judged trigger, WorkspacePolicy policy, RuleOutcome outcome) {
    String name = RuleWords.of(trigger.resource());
    String rule = RuleWords.of(policy.key(), outcome.rule());
    if (outcome.effect() instanceof Effect.Generated generated) {
      boolean synchronize = Synchronisation.isOn(policy.root(), outcome.rule());
      for (MapValue root : generated.roots()) {
        made.add(generated(rule, name, root, synchronize));
      }
    } else if (outcome.effect() instanceof Effect.NotGenerated not) {
      troubles.add(new Trouble(name, rule, "Nothing is generated: " + not.reason()));
    } else if (outcome.effect() instanceof Effect.MutatedTargets targets) {
      for (MapValue root : targets.roots()) {
        made.add(target(rule, name, root));
      }
    }
  }

  private Made generated(String rule, String trigger, MapValue root, boolean synchronize) {
    Resource resource = Resource.changed(root);
    Optional<Made.Source> source = source(root);
    Made.Existing existing = null;
    PlacedResource there = find(resource);
    if (there != null) {
      existing =
          new Made.Existing(
              there.document().file(), synchronize ? diff(there, root, rule) : List.of());
    }
    return new Made(
        rule,
        trigger,
        RuleWords.of(resource),
        text(root),
        source,
        Synchronisation.words(synchronize, source.isPresent(), existing != null),
        Optional.ofNullable(existing));
  }

  private Made target(String rule, String trigger, MapValue root) {
    Resource resource = Resource.changed(root);
    PlacedResource there = find(resource);
    return new Made(
        rule,
        trigger,
        RuleWords.of(resource),
        text(root),
        Optional.empty(),
        CHANGED,
        Optional.ofNullable(there)
            .map(found -> new Made.Existing(found.document().file(), diff(found, root, rule))));
  }

  /** What an existing manifest becomes, in its own layout; nothing where that cannot say it. */
  private List<DiffLine> diff(PlacedResource there, MapValue root, String rule) {
    YamlDocument document = there.document().yaml();
    if (there.resource().root().node() != document.root().node()) {
      return List.of();
    }
    Value now = Rebase.onto(document.root(), there.resource().root(), root);
    Rewrite before = Layout.rewrite(document, shown(document.root(), document.root()));
    Rewrite after = Layout.rewrite(document, shown(now, document.root()));
    if (!(before instanceof Rewrite.Edits then) || !(after instanceof Rewrite.Edits made)) {
      return List.of();
    }
    ChangedLines lines = new ChangedLines(then.applied(document.text(), 0));
    lines.become(made.applied(document.text(), 0), rule);
    return lines.diff(0, 0);
  }

  private Value shown(Value now, Value before) {
    return showSecrets ? now : ShownSecrets.of(now, before);
  }

  /** A copy's parts carry the origin of what they were copied from. */
  private Optional<Made.Source> source(MapValue root) {
    MapValue metadata = root.map("metadata");
    MapValue labels = metadata == null ? null : metadata.map("labels");
    if (labels == null || labels.child("generate.kyverno.io/clone-source") == null) {
      return Optional.empty();
    }
    String kind = labels.string("generate.kyverno.io/source-kind");
    String namespace = labels.string("generate.kyverno.io/source-namespace");
    String name = labels.string("generate.kyverno.io/source-name");
    for (PlacedResource each : resources()) {
      Resource resource = each.resource();
      if (resource.type().kind().equals(kind)
          && resource.namespace().equals(namespace == null ? "" : namespace)
          && resource.name().equals(name)) {
        return Optional.of(new Made.Source(RuleWords.of(resource), each.document().file()));
      }
    }
    return Optional.empty();
  }

  private @Nullable PlacedResource find(Resource wanted) {
    for (PlacedResource each : resources()) {
      Resource resource = each.resource();
      if (resource.type().kind().equals(wanted.type().kind())
          && resource.type().group().equals(wanted.type().group())
          && resource.name().equals(wanted.name())
          && resource.namespace().equals(wanted.namespace())) {
        return each;
      }
    }
    return null;
  }

  private List<PlacedResource> resources() {
    List<PlacedResource> known = resources;
    if (known == null) {
      known = snapshot.resources(cancellation);
      resources = known;
    }
    return known;
  }

  /** The order of keys is the rule's. */
  private String text(MapValue root) {
    Value shown = showSecrets ? root : SecretMask.masked(root);
    YamlDocument empty = YamlParser.parse(new Source("new"), "");
    return Layout.rewrite(empty, ordered((MapValue) shown)) instanceof Rewrite.Edits edits
        ? edits.applied("", 0)
        : "";
  }

  /** {@code apiVersion}, {@code kind} and {@code metadata} first, as people write them. */
  private static MapValue ordered(MapValue root) {
    MapValue.Builder ordered = MapValue.builder(root.source(), root.node());
    for (String key : List.of("apiVersion", "kind", "metadata")) {
      Value value = root.child(key);
      if (value != null) {
        ordered.put(key, value);
      }
    }
    for (int i = 0; i < root.size(); i++) {
      ordered.put(root.keyAt(i), root.valueAt(i));
    }
    return ordered.build();
  }

  /** Whether what a rule has made is kept in step, and what that means. */
  private static final class Synchronisation {

    private Synchronisation() {}

    static boolean isOn(MapValue policy, String rule) {
      MapValue spec = policy.map("spec");
      if (spec == null) {
        return false;
      }
      ListValue rules = spec.list("rules");
      if (rules != null) {
        for (Value each : rules.values()) {
          if (each instanceof MapValue map && rule.equals(map.string("name"))) {
            MapValue generate = map.map("generate");
            return generate != null && Boolean.TRUE.equals(generate.get("synchronize"));
          }
        }
        return false;
      }
      MapValue evaluation = spec.map("evaluation");
      MapValue synchronize = evaluation == null ? null : evaluation.map("synchronize");
      return synchronize != null && Boolean.TRUE.equals(synchronize.get("enabled"));
    }

    static String words(boolean on, boolean copy, boolean exists) {
      if (!on) {
        return exists
            ? "It exists and stays as it is: the rule does not synchronise."
            : "Made once: what becomes of the rule, the trigger or a source later does not touch"
                + " it.";
      }
      String first = exists ? "It exists and is brought in step. " : "";
      return first
          + (copy
              ? "Kept in step with its source: changes of the source are taken over, changes of"
                  + " the copy undone; it is deleted with source, trigger or rule."
              : "Kept in step with the rule: changes of it are undone; it is deleted with trigger"
                  + " or rule.");
    }
  }
}
