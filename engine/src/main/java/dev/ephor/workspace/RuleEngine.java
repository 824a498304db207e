package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.PolicyAnswer;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.evaluation.RuleExplanation;
import dev.ephor.evaluation.Stage;
import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.CelExceptionReader;
import dev.ephor.policy.CelPolicy;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.policy.PolicyProblem;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.PolicyReading;
import dev.ephor.policy.check.CelFieldNames;
import dev.ephor.policy.check.ExpressionTypes;
import dev.ephor.policy.check.PolicyChecks;
import dev.ephor.policy.check.PolicySchemaCheck;
import dev.ephor.policy.check.RequestFields;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The engine as the workspace sees it: documents that are policies, and what policies say. Tests of
 * the workspace put an engine of their own here; there is one real one.
 */
interface RuleEngine {

  /** Whether a document is meant to be a policy. */
  boolean isPolicy(Value root);

  /** Reads and prepares a document for which {@link #isPolicy} holds. */
  Compiled compile(MapValue root);

  /** The policies from which a document exempts; null where it is no exception. */
  default @Nullable List<String> exempts(MapValue toolFile) {
    return null;
  }

  /** What is wrong with a test, exception or values file of Kyverno's. */
  default List<PolicyProblem> check(MapValue toolFile) {
    return List.of();
  }

  /**
   * What came of a policy document.
   *
   * @param judge null when too much is wrong to evaluate it
   * @param problems what is wrong with it
   */
  record Compiled(@Nullable Judge judge, List<PolicyProblem> problems) {}

  /** A policy before resources; the contract is that of {@link PreparedPolicy}. */
  interface Judge {
    boolean mayMatch(GroupVersionKind type);

    /** Whether it may ask for objects besides the resource. */
    default boolean asksForOthers() {
      return false;
    }

    /** Whether it may ask for the time. */
    default boolean asksForTime() {
      return false;
    }

    /** Whether there is something to do in a stage that may change the resource. */
    default boolean changes(Stage stage) {
      return false;
    }

    /** Runs a stage that may change the resource. */
    default PolicyAnswer change(
        Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
      return new PolicyAnswer(List.of(), resource);
    }

    /** Tells why each rule of a stage says what it says. */
    default List<RuleExplanation> explain(
        Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
      return List.of();
    }

    /** Whether it deletes what exists, at the times of a schedule. */
    default boolean deletes() {
      return false;
    }

    /** What it says of a resource at such a time: a pass when it would be deleted. */
    default List<RuleOutcome> cleanUp(Resource resource, AdmissionRequest request, Facts facts) {
      return List.of();
    }

    /** Runs the stages that judge what the others have left, and create from it. */
    List<RuleOutcome> evaluate(Resource resource, AdmissionRequest request, Facts facts);

    /** Why each rule says what it says; everything is tried anew. */
    default List<RuleExplanation> explain(
        Resource resource, AdmissionRequest request, Facts facts) {
      return List.of();
    }
  }

  /** The engine of this build. */
  RuleEngine KYVERNO =
      new RuleEngine() {
        @Override
        public boolean isPolicy(Value root) {
          return PolicyReader.isPolicy(root);
        }

        @Override
        public Compiled compile(MapValue root) {
          PolicyReading reading = PolicyReader.read(root);
          List<PolicyProblem> problems = problems(reading, root);
          if (reading.policy() == null) {
            return new Compiled(null, List.copyOf(problems));
          }
          PreparedPolicy prepared = PreparedPolicy.of(reading.policy());
          problems.addAll(prepared.errors());
          if (reading.policy() instanceof CelPolicy cel) {
            problems.addAll(CelFieldNames.check(cel));
          }
          problems.addAll(ExpressionTypes.check(root));
          problems.addAll(RequestFields.check(root));
          return new Compiled(judge(prepared), List.copyOf(problems));
        }

        @Override
        public @Nullable List<String> exempts(MapValue toolFile) {
          if (CelExceptionReader.isException(toolFile)) {
            return CelExceptionReader.policies(toolFile);
          }
          return ExceptionReader.isException(toolFile) ? ExceptionReader.policies(toolFile) : null;
        }

        @Override
        public List<PolicyProblem> check(MapValue toolFile) {
          return PolicySchemaCheck.check(toolFile);
        }

        /** What the checks say of a node is worded better than what the reader says of it. */
        private List<PolicyProblem> problems(PolicyReading reading, MapValue root) {
          List<PolicyProblem> problems = new ArrayList<>(PolicyChecks.check(root));
          Set<Integer> told =
              problems.stream().map(problem -> problem.place().node()).collect(Collectors.toSet());
          for (PolicyProblem problem : reading.problems()) {
            if (!told.contains(problem.place().node())) {
              problems.add(problem);
            }
          }
          return problems;
        }

        private Judge judge(PreparedPolicy policy) {
          boolean others = policy.mayAskForOthers();
          boolean time = policy.mayAskForTime();
          return new Judge() {
            @Override
            public boolean asksForOthers() {
              return others;
            }

            @Override
            public boolean asksForTime() {
              return time;
            }

            @Override
            public boolean mayMatch(GroupVersionKind type) {
              return !policy.deletes() && policy.mayMatch(type);
            }

            @Override
            public boolean changes(Stage stage) {
              return policy.acts(stage);
            }

            @Override
            public PolicyAnswer change(
                Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
              return policy.run(stage, resource, request, facts);
            }

            @Override
            public List<RuleExplanation> explain(
                Stage stage, Resource resource, AdmissionRequest request, Facts facts) {
              return policy.explain(stage, resource, request, facts);
            }

            @Override
            public boolean deletes() {
              return policy.deletes();
            }

            @Override
            public List<RuleOutcome> cleanUp(
                Resource resource, AdmissionRequest request, Facts facts) {
              return policy.run(Stage.CLEAN_UP, resource, request, facts).outcomes();
            }

            @Override
            public List<RuleOutcome> evaluate(
                Resource resource, AdmissionRequest request, Facts facts) {
              return PolicyEngine.judge(policy, resource, request, facts);
            }

            @Override
            public List<RuleExplanation> explain(
                Resource resource, AdmissionRequest request, Facts facts) {
              return policy.explain(resource, request, facts);
            }
          };
        }
      };
}
