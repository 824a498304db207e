package dev.ephor.workspace;

import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.custom.Breach;
import dev.ephor.rule.custom.CustomRules;
import dev.ephor.schema.CustomTypes;
import dev.ephor.schema.DefinitionProblems;
import dev.ephor.schema.ManifestCheck;
import dev.ephor.schema.SchemaFinding;
import dev.ephor.schema.Schemas;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resource as one of its trees says it, and the newest row of outcomes for it. */
final class ResourceUnit {

  private final Resource resource;
  private volatile @Nullable Row row;
  private volatile @Nullable Row savedRow;
  private volatile @Nullable List<DefinitionProblems.Problem> definitionProblems;
  private volatile @Nullable List<Breach> brokenRules;
  private volatile @Nullable Ruled ruled;

  /** What it breaks of some rules. */
  private record Ruled(CustomRules rules, List<Breach> breaches) {}

  private volatile @Nullable Held held;

  /** How it fits the structures of some moment. */
  private record Held(Schemas schemas, List<SchemaFinding> findings) {}

  ResourceUnit(Resource resource) {
    this.resource = resource;
  }

  Resource resource() {
    return resource;
  }

  /** Whether it is the definition of a custom resource. */
  boolean isDefinition() {
    return resource.type().kind().equals("CustomResourceDefinition")
        && resource.type().group().equals("apiextensions.k8s.io");
  }

  /** What is wrong with it as the definition of a custom resource; nothing where it is none. */
  List<DefinitionProblems.Problem> definitionProblems() {
    if (!isDefinition()) {
      return List.of();
    }
    List<DefinitionProblems.Problem> known = definitionProblems;
    if (known == null) {
      known = DefinitionProblems.of(resource.root());
      definitionProblems = known;
    }
    return known;
  }

  /** What the structure of its kind does not allow. */
  List<SchemaFinding> misfits(Schemas schemas) {
    Held known = held;
    if (known == null || known.schemas != schemas) {
      known = new Held(schemas, ManifestCheck.of(resource.root(), schemas));
      held = known;
    }
    return known.findings;
  }

  /** The rules in it, as the definition of a custom resource, that cannot be evaluated. */
  List<Breach> brokenRules() {
    if (!isDefinition()) {
      return List.of();
    }
    List<Breach> known = brokenRules;
    if (known == null) {
      List<Breach> found = new ArrayList<>();
      for (MapValue schema : CustomTypes.schemas(resource.root())) {
        CustomRules rules = CustomRules.of(schema);
        found.addAll(rules == null ? List.of() : rules.problems());
      }
      known = List.copyOf(found);
      brokenRules = known;
    }
    return known;
  }

  /** What it breaks of the rules of its kind's definition. */
  List<Breach> breaches(CustomRules rules) {
    Ruled known = ruled;
    if (known == null || known.rules() != rules) {
      List<Breach> breaches;
      try {
        breaches = rules.breaches(resource.root());
      } catch (RuntimeException | StackOverflowError crash) {
        Place whole = resource.root().place(Place.Part.KEY);
        breaches =
            List.of(
                new Breach(
                    whole,
                    whole,
                    null,
                    "Ephor failed to evaluate its definition's rules: " + crash));
      }
      known = new Ruled(rules, breaches);
      ruled = known;
    }
    return known.breaches();
  }

  /**
   * Whether what is said of it may have become something else because other objects, or the time,
   * have. Judging it is not needed to know: the same questions with the same answers lead to the
   * same outcomes.
   */
  boolean mayDiffer(Laws then, Laws now) {
    Row known = row;
    return known == null
        ? now.mayAskMore(resource.type()) || then.mayAskMore(resource.type())
        : known.differs(then.facts(), now.facts());
  }

  /** What these laws say. What an earlier row says is kept where nothing that it read changed. */
  Row judged(Laws laws, Evaluations evaluations, Cancellation cancellation) {
    Row known = row;
    if (known != null && known.stamp() == laws.stamp()) {
      return known;
    }
    Row next = judge(known, laws, evaluations, cancellation);
    // An older snapshot must not take the row away from a newer one.
    if (known == null || known.stamp() < next.stamp()) {
      row = next;
    }
    return next;
  }

  /**
   * What the laws say that are on disk, while others are being typed. Kept beside the newest row,
   * with which it shares what both laws say.
   */
  Row judgedAsSaved(Laws laws, Evaluations evaluations, Cancellation cancellation) {
    Row known = savedRow;
    if (known != null && known.stamp() == laws.stamp()) {
      return known;
    }
    Row newest = row;
    Row next =
        newest != null && newest.stamp() == laws.stamp()
            ? newest
            : judge(newest == null ? known : newest, laws, evaluations, cancellation);
    savedRow = next;
    return next;
  }

  private Row judge(
      @Nullable Row known, Laws laws, Evaluations evaluations, Cancellation cancellation) {
    cancellation.check();
    List<PolicyUnit> candidates = laws.candidates(resource.type());
    Row usable = known != null && known.request().equals(laws.request()) ? known : null;
    Mutations mutations =
        Mutations.of(
            usable == null ? null : usable.mutations(),
            resource,
            candidates,
            laws.request(),
            laws.facts(),
            evaluations);
    if (usable != null && usable.mutations().result() != mutations.result()) {
      usable = null;
    }
    List<Cell> cells =
        cells(usable, candidates, mutations.result(), laws, evaluations, cancellation);
    return new Row(laws.stamp(), laws.request(), candidates, mutations, cells);
  }

  private List<Cell> cells(
      @Nullable Row usable,
      List<PolicyUnit> candidates,
      Resource changed,
      Laws laws,
      Evaluations evaluations,
      Cancellation cancellation) {
    if (usable != null && usable.candidates() == candidates && holds(usable, laws.facts())) {
      return usable.cells();
    }
    Cell[] cells = new Cell[candidates.size()];
    int old = 0;
    for (int i = 0; i < cells.length; i++) {
      Cell kept = null;
      if (usable != null) {
        int at = find(usable.candidates(), candidates.get(i), old);
        if (at >= 0) {
          old = at + 1;
          kept = usable.cells().get(at).holds(laws.facts()) ? usable.cells().get(at) : null;
        }
      }
      if (kept == null) {
        cancellation.check();
        evaluations.count(candidates.get(i), resource);
        kept = Cell.evaluate(candidates.get(i), resource, changed, laws.request(), laws.facts());
      }
      cells[i] = kept;
    }
    return List.of(cells);
  }

  private static boolean holds(Row row, Facts facts) {
    for (Cell cell : row.cells()) {
      if (!cell.holds(facts)) {
        return false;
      }
    }
    return true;
  }

  /** The index of a policy: mostly the expected one, for the order seldom changes. */
  private static int find(List<PolicyUnit> policies, PolicyUnit wanted, int expected) {
    for (int i = 0; i < policies.size(); i++) {
      int at = (expected + i) % policies.size();
      if (policies.get(at) == wanted) {
        return at;
      }
    }
    return -1;
  }
}
