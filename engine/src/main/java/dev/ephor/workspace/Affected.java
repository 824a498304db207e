package dev.ephor.workspace;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.workspace.Contribution.PlacedPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which files two outlooks may show differently; errs only by naming too many. */
final class Affected {

  private final Outlook then;
  private final Outlook now;
  private final Set<PolicyUnit> policies = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> namespaces = new HashSet<>();
  private final Map<GroupVersionKind, Boolean> types = new HashMap<>();
  private final Map<GroupVersionKind, Boolean> defined = new HashMap<>();
  private final Set<FileId> named = new HashSet<>();
  private final boolean asking;

  Affected(Outlook then, Outlook now) {
    this.then = then;
    this.now = now;
    this.asking =
        then.laws().manifests() != now.laws().manifests()
            || !then.laws().clock().equals(now.laws().clock());
    Set<PlacedPolicy> changed = new HashSet<>(then.policies());
    Set<PlacedPolicy> kept = new HashSet<>(now.policies());
    kept.retainAll(changed);
    changed.addAll(now.policies());
    changed.removeAll(kept);
    Set<String> keys = new HashSet<>();
    for (PlacedPolicy placed : changed) {
      policies.add(placed.policy());
      keys.add(placed.policy().key());
    }
    // A policy that comes, goes or moves is mentioned where another has its name.
    for (Outlook outlook : List.of(then, now)) {
      for (PlacedPolicy placed : outlook.policies()) {
        if (keys.contains(placed.policy().key())) {
          named.add(placed.file());
        }
      }
    }
    Set<String> exempted = then.laws().exceptions().differences(now.laws().exceptions());
    if (!exempted.isEmpty()) {
      for (PlacedPolicy placed : now.policies()) {
        if (exempted.contains(placed.policy().name())
            || exempted.contains(placed.policy().celKey())) {
          policies.add(placed.policy());
        }
      }
    }
    Map<String, Map<String, String>> before = then.laws().namespaces();
    Map<String, Map<String, String>> after = now.laws().namespaces();
    Set<String> all = new HashSet<>(before.keySet());
    all.addAll(after.keySet());
    all.removeIf(
        name -> before.getOrDefault(name, Map.of()).equals(after.getOrDefault(name, Map.of())));
    namespaces.addAll(all);
  }

  List<FileId> among(
      SortedTree<FileId, FileState> filesThen,
      SortedTree<FileId, FileState> filesNow,
      RuleEngine engine) {
    Set<FileId> found = new TreeSet<>(filesNow.differences(filesThen));
    boolean everything = !then.configuration().equals(now.configuration());
    filesNow.forEach(
        (file, state) -> {
          if (everything
              || named.contains(file)
              || then.judges(file) != now.judges(file)
              || judgedOtherwise(state, engine)) {
            found.add(file);
          }
        });
    return new ArrayList<>(found);
  }

  private boolean judgedOtherwise(FileState state, RuleEngine engine) {
    Documents documents = state.documents();
    if (state.isTemplate()) {
      return false;
    }
    for (int i = 0; i < documents.size(); i++) {
      for (ResourceUnit unit : documents.get(i).parsed(engine).content().resources()) {
        Resource resource = unit.resource();
        if (namespaces.contains(resource.namespace())
            || namespaces.contains(resource.name())
            || types.computeIfAbsent(resource.type(), this::changedFor)
            || defined.computeIfAbsent(resource.type(), this::definedOtherwise)
            || (asking && unit.mayDiffer(then.laws(), now.laws()))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean definedOtherwise(GroupVersionKind type) {
    return then.schemas() != now.schemas()
        && then.schemas().custom(type) != now.schemas().custom(type);
  }

  private boolean changedFor(GroupVersionKind type) {
    for (PolicyUnit policy : policies) {
      if (policy.mayMatch(type)) {
        return true;
      }
    }
    return false;
  }
}
