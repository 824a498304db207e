package dev.ephor.convert;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.expression.cel.value.Doubles;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Effect;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Compares what is generated, as a test does: without the labels by which Kyverno finds its
 * documents again, what an API server sets, and empty maps and lists; 1.0 is 1. A rule passes
 * whatever comes of its documents, so a policy that fails agrees with a rule that makes none.
 */
record GeneratedDocuments(PreparedPolicy before, PreparedPolicy after) implements Comparison {

  private static final List<String> SET_BY_SERVER =
      List.of(
          "uid",
          "selfLink",
          "creationTimestamp",
          "managedFields",
          "resourceVersion",
          "ownerReferences");

  @Override
  public Answers of(MapValue manifest, AdmissionRequest request, Facts facts) {
    List<RuleOutcome> old = PolicyEngine.judge(before, Resource.of(manifest), request, facts);
    List<RuleOutcome> now = PolicyEngine.judge(after, Resource.of(manifest), request, facts);
    Set<Value> oldMade = made(old);
    Set<Value> newMade = made(now);
    Agreement agreement =
        !oldMade.equals(newMade)
            ? Agreement.DIFFERENT
            : oldMade.isEmpty() ? Agreement.DENIED : Agreement.ALLOWED;
    return new Answers(agreement, told(old, oldMade), told(now, newMade));
  }

  private static String told(List<RuleOutcome> outcomes, Set<Value> made) {
    return made.isEmpty() ? "generates nothing; " + Comparison.told(outcomes) : "generates " + made;
  }

  private static Set<Value> made(List<RuleOutcome> outcomes) {
    Set<Value> made = new LinkedHashSet<>();
    for (RuleOutcome outcome : outcomes) {
      if (outcome.effect() instanceof Effect.Generated generated) {
        generated.roots().forEach(root -> made.add(Doubles.whole(compared(root))));
      }
    }
    return made;
  }

  private static Value compared(MapValue document) {
    MapValue metadata = document.map("metadata");
    if (metadata == null) {
      return withoutEmpty(document);
    }
    for (String field : SET_BY_SERVER) {
      metadata = metadata.without(field);
    }
    MapValue labels = metadata.map("labels");
    for (String label : labels == null ? List.<String>of() : labels.keys()) {
      boolean owner =
          label.startsWith("generate.kyverno.io/")
              || (label.equals("app.kubernetes.io/managed-by")
                  && labels != null
                  && "kyverno".equals(labels.string(label)));
      labels = owner && labels != null ? labels.without(label) : labels;
    }
    return withoutEmpty(
        document.with("metadata", labels == null ? metadata : metadata.with("labels", labels)));
  }

  private static Value withoutEmpty(Value value) {
    if (value instanceof MapValue map) {
      MapValue.Builder kept = MapValue.builder(Source.NONE, 0);
      for (int i = 0; i < map.size(); i++) {
        Value child = withoutEmpty(map.valueAt(i));
        boolean empty =
            (child instanceof MapValue inner && inner.isEmpty())
                || (child instanceof ListValue list && list.isEmpty());
        if (!empty) {
          kept.put(map.keyAt(i), child);
        }
      }
      return kept.build();
    } else if (value instanceof ListValue list) {
      List<Value> items = new ArrayList<>();
      list.values().forEach(item -> items.add(withoutEmpty(item)));
      return ListValue.of(items, Source.NONE, 0);
    }
    return value;
  }
}
