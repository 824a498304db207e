package dev.ephor.ide.preview;

import dev.ephor.ide.view.View;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Status;
import dev.ephor.text.Span;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.workspace.Edition;
import dev.ephor.workspace.Judged;
import dev.ephor.workspace.WorkspacePolicy;
import java.util.ArrayList;
import java.util.List;

/** The resources and policies of a file of which a preview has something to tell. */
public final class PreviewPlaces {

  private PreviewPlaces() {}

  /**
   * A resource that policies would change, or for which they would make others.
   *
   * @param whole where it stands in the file
   * @param name where it is named
   * @param rules how many rules change it
   * @param made how many resources are generated or changed because of it
   * @param deleted whether a policy would delete it
   */
  public record Touched(Span whole, Span name, int rules, int made, boolean deleted) {}

  /** The resources of a file that are touched, in the order of the text. */
  public static List<Touched> resources(View view) {
    List<Touched> found = new ArrayList<>();
    List<WorkspacePolicy> policies = view.snapshot().policies(Edition.TYPED, view.cancellation());
    for (Judged judged : view.snapshot().judged(view.file(), view.cancellation())) {
      int rules = (int) judged.mutations().stream().map(PreviewPlaces::rule).distinct().count();
      int made = 0;
      for (WorkspacePolicy policy : policies) {
        made += judged.outcomes(policy).stream().mapToInt(said -> made(said.effect())).sum();
      }
      boolean deleted =
          view.snapshot().scheduled(judged.resource(), view.cancellation()).stream()
              .flatMap(say -> say.outcomes().stream())
              .anyMatch(said -> said.status() == Status.PASS);
      if (rules + made > 0 || deleted) {
        MapValue root = judged.resource().root();
        Span whole =
            judged.document().yaml().valueSpan(root.node()).shift(judged.document().start());
        found.add(new Touched(whole, name(judged, whole), rules, made, deleted));
      }
    }
    return found;
  }

  private static String rule(Judged.Mutation mutation) {
    return mutation.policy() + "/" + mutation.rule();
  }

  private static int made(Effect effect) {
    return effect instanceof Effect.Generated generated
        ? generated.roots().size()
        : effect instanceof Effect.MutatedTargets targets ? targets.roots().size() : 0;
  }

  private static Span name(Judged judged, Span whole) {
    MapValue metadata = judged.resource().root().map("metadata");
    Value name = metadata == null ? null : metadata.child("name");
    return name == null || name.source() != judged.resource().root().source()
        ? Span.at(whole.start())
        : judged.document().span(name.place(Place.Part.VALUE));
  }

  /**
   * A policy that changes, makes or deletes resources.
   *
   * @param key kind and name
   * @param name where it is named
   */
  public record Acting(String key, Span name) {}

  /** The policies of a file that do more than judge, in the order of the text. */
  public static List<Acting> policies(View view) {
    List<Acting> found = new ArrayList<>();
    for (WorkspacePolicy policy : view.snapshot().policies(Edition.TYPED, view.cancellation())) {
      if (policy.document().file().equals(view.file()) && policy.isWhole() && acts(policy)) {
        MapValue metadata = policy.root().map("metadata");
        Value name = metadata == null ? null : metadata.child("name");
        if (name != null) {
          found.add(new Acting(policy.key(), policy.document().span(name.place(Place.Part.VALUE))));
        }
      }
    }
    return found;
  }

  private static boolean acts(WorkspacePolicy policy) {
    String kind = policy.key().substring(0, policy.key().indexOf(' '));
    if (policy.deletes() || kind.endsWith("MutatingPolicy") || kind.endsWith("GeneratingPolicy")) {
      return true;
    }
    MapValue spec = policy.root().map("spec");
    ListValue rules = spec == null ? null : spec.list("rules");
    return rules != null
        && rules.values().stream()
            .anyMatch(
                rule ->
                    rule instanceof MapValue map
                        && (map.child("mutate") != null || map.child("generate") != null));
  }
}
