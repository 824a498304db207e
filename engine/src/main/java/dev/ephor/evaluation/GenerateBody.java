package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Question;
import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.policy.KyvernoPolicy;
import dev.ephor.policy.Rule;
import dev.ephor.policy.RuleBody;
import dev.ephor.rule.Effect;
import dev.ephor.rule.Finding;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.rule.generate.Generation;
import dev.ephor.rule.generate.NotGenerated;
import dev.ephor.rule.generate.Owner;
import dev.ephor.rule.validate.Conditions;
import dev.ephor.rule.variable.ContextEntry;
import dev.ephor.rule.variable.RuleVariables;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a generate rule does. As in the reference the rule passes when it matches, whatever comes of
 * its documents; the effect tells that.
 *
 * @see <a href="https://kyverno.io/docs/policy-types/cluster-policy/generate/">Kyverno: generate
 *     rules</a>
 */
final class GenerateBody implements VariableBody {

  /** What a pattern is made of; the rest of the clause says how it is used. */
  private static final List<String> PATTERN =
      List.of("apiVersion", "kind", "namespace", "name", "data", "clone", "cloneList");

  private final KyvernoPolicy policy;
  private final String rule;
  private final MapValue clause;
  private final boolean synchronize;
  private final boolean clones;
  private final Template pattern;
  private final @Nullable List<Loop> loops;

  /** An entry of {@code foreach}. */
  private record Loop(
      Query list,
      List<ContextEntry> context,
      @Nullable VariableConditions preconditions,
      MapValue clause,
      Template pattern) {}

  private GenerateBody(KyvernoPolicy policy, String rule, MapValue clause) {
    this.policy = policy;
    this.rule = rule;
    this.clause = clause;
    this.synchronize =
        clause.child("synchronize") instanceof Scalar flag && Boolean.TRUE.equals(flag.content());
    this.pattern = pattern(clause);
    ListValue written = clause.list("foreach");
    this.loops = written == null ? null : loops(written);
    this.clones = clones(clause) || (written != null && clonesInLoop(written));
  }

  static VariableBody of(KyvernoPolicy policy, Rule rule, RuleBody.Generate body) {
    return new GenerateBody(policy, rule.name(), body.node());
  }

  private static Template pattern(MapValue clause) {
    MapValue.Builder pattern = MapValue.builder(clause.source(), clause.node());
    for (String field : PATTERN) {
      Value value = clause.child(field);
      if (value != null) {
        pattern.put(field, value);
      }
    }
    return Template.of(pattern.build());
  }

  private static List<Loop> loops(ListValue written) {
    List<Loop> loops = new ArrayList<>();
    for (Value item : written.values()) {
      if (item instanceof MapValue node) {
        Value preconditions = node.child("preconditions");
        loops.add(
            new Loop(
                Query.of(Objects.requireNonNullElse(node.string("list"), "")),
                ContextEntry.read(node.child("context")),
                preconditions == null || preconditions.isNull()
                    ? null
                    : VariableConditions.of(preconditions),
                node,
                pattern(node)));
      }
    }
    return List.copyOf(loops);
  }

  private static boolean clones(MapValue clause) {
    return clause.child("clone") != null || clause.child("cloneList") != null;
  }

  private static boolean clonesInLoop(ListValue loops) {
    return loops.values().stream().anyMatch(loop -> loop instanceof MapValue map && clones(map));
  }

  @Override
  public RuleOutcome judge(RuleVariables variables, Trial trial, RuleOutcomes outcomes) {
    if (trial.request().operation() == Operation.DELETE) {
      return outcomes.ofWhole(Status.FAIL, "", trial.resource(), clause.place(Place.Part.VALUE));
    }
    Owner owner = new Owner(policy.name(), policy.namespace(), rule, trial.resource());
    List<MapValue> sources =
        clones
            ? trial
                .facts()
                .ask(
                    new Question.CloneSources(
                        policy.kind(), policy.namespace(), policy.name(), rule))
            : List.of();
    Generation generation = new Generation(owner, synchronize, sources);
    Trace trace = variables.trace();
    trace.begin(Trace.Step.GENERATE, clause, "");
    NotGenerated problem =
        loops == null
            ? add(pattern, clause, variables, generation)
            : addEach(loops, variables, generation);
    endOf(trace, problem);
    if (problem != null) {
      Place place = problem.clause().place(Place.Part.VALUE);
      return outcomes.withEffect(
          Status.PASS,
          "",
          List.of(new Finding(RuleOutcomes.whole(trial.resource()), place)),
          new Effect.NotGenerated(problem.reason(), place));
    }
    return outcomes.withEffect(
        Status.PASS, "", List.of(), new Effect.Generated(generation.documents()));
  }

  private static void endOf(Trace trace, @Nullable NotGenerated problem) {
    if (problem == null) {
      trace.end(true);
    } else {
      trace.end(Trace.Answer.ERROR, problem.reason());
    }
  }

  private static @Nullable NotGenerated add(
      Template pattern, MapValue clause, RuleVariables variables, Generation generation) {
    Resolution resolution = pattern.resolve(variables);
    if (resolution instanceof Unresolved unresolved) {
      return new NotGenerated(unresolved.reason(), clause);
    }
    return generation.add((MapValue) ((Resolved) resolution).value());
  }

  /** The reference goes on after a problem; since one is enough for nothing to be made, we stop. */
  private static @Nullable NotGenerated addEach(
      List<Loop> loops, RuleVariables variables, Generation generation) {
    Trace trace = variables.trace();
    for (Loop loop : loops) {
      trace.begin(Trace.Step.LOOP, loop.clause(), loop.list().text());
      Resolution list = variables.query(loop.list());
      if (list instanceof Unresolved unresolved) {
        trace.end(Trace.Answer.ERROR, unresolved.reason());
        return new NotGenerated(unresolved.reason(), loop.clause());
      }
      Value found = ((Resolved) list).value();
      List<Value> elements = found instanceof ListValue items ? items.values() : List.of(found);
      for (int i = 0; i < elements.size(); i++) {
        if (!elements.get(i).isNull()) {
          Value element = elements.get(i);
          trace.begin(Trace.Step.ELEMENT, loop.clause(), trace.on() ? "" + i : "", element);
          NotGenerated problem =
              turn(loop, variables.inLoop(element, i, 0, loop.context()), generation);
          endOf(trace, problem);
          if (problem != null) {
            trace.end(Trace.Answer.ERROR, "");
            return problem;
          }
        }
      }
      trace.end(true);
    }
    return null;
  }

  private static @Nullable NotGenerated turn(
      Loop loop, RuleVariables variables, Generation generation) {
    if (loop.preconditions() != null) {
      Conditions.Result result =
          loop.preconditions().tryWith(variables, Trace.Step.PRECONDITIONS).result();
      if (result instanceof Conditions.Failed failed) {
        return new NotGenerated(
            "failed to evaluate preconditions: " + failed.reason(), loop.preconditions().written());
      } else if (!((Conditions.Decided) result).holds()) {
        return null;
      }
    }
    return add(loop.pattern(), loop.clause(), variables, generation);
  }
}
