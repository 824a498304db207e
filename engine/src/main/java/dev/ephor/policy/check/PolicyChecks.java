package dev.ephor.policy.check;

import dev.ephor.policy.PolicyProblem;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All checks of a policy of kind ClusterPolicy or Policy, in one table. Its order is the order in
 * which the reference looks, which decides what it names when several things are wrong.
 */
public final class PolicyChecks {

  private static final List<Stage> STAGES =
      List.of(
          new Stage.Whole(new AnyRules()),
          new Stage.EachRule(List.of(new UserFilters())),
          new Stage.Whole(new UserVariables()),
          new Stage.EachRule(List.of(new ForbiddenVariables(), new UnknownVariables())),
          new Stage.Together(
              List.of(new PolicyNames(), new SpecFields(), PolicyNames::duplicates),
              List.of(
                  new RuleType(),
                  new EmptySelection(),
                  new MatchFilters(),
                  new PodSecurityControls(),
                  new GenerateTarget()),
              FailureOverrides::inNamespacedPolicy),
          new Stage.Whole(new FailureOverrides()),
          new Stage.Whole(new ProcessingModes()),
          new Stage.Whole(new WebhookConditions()),
          new Stage.EachRule(List.of(new WildcardKinds())),
          new Stage.EachRule(
              List.of(
                  new JsonPatches(),
                  new MatchShape(),
                  new Conditions(),
                  new LoopElements(),
                  new ContextEntries(),
                  new ImageExtractors(),
                  MatchShape::kinds,
                  new RuleActions(),
                  new ImageVerifications(),
                  new LabelValues(),
                  new PatternOperators(),
                  new ConditionAmounts(),
                  new KindNames(),
                  new ParameterKinds(),
                  new GeneratePlaces(),
                  new NotaryAttestors())));

  private PolicyChecks() {}

  static List<Stage> stages() {
    return STAGES;
  }

  /**
   * Everything that is wrong with a policy: with its fields ({@link PolicySchemaCheck}) and with
   * what they say.
   *
   * @return the problems in the order of the text
   */
  public static List<PolicyProblem> check(MapValue document) {
    List<PolicyProblem> problems = new ArrayList<>(PolicySchemaCheck.check(document));
    Set<Object> told = new HashSet<>();
    problems.forEach(problem -> told.add(problem.place()));
    List<PolicyProblem> more = new ArrayList<>();
    for (Finding finding : findings(document)) {
      if (!told.contains(finding.place())) {
        more.add(
            new PolicyProblem(
                finding.place(), finding.severity(), finding.code(), finding.message()));
      }
    }
    more.stream().distinct().forEach(problems::add);
    problems.sort(
        Comparator.comparingInt((PolicyProblem problem) -> problem.place().node())
            .thenComparing(problem -> problem.place().part()));
    return problems;
  }

  /** What is wrong besides fields; nothing for kinds that are not looked at. */
  private static List<Finding> findings(MapValue document) {
    if (CleanupChecks.applies(document)) {
      return CleanupChecks.findings(document);
    } else if (ParameterKinds.applies(document)) {
      return ParameterKinds.findings(document);
    } else if (!PolicyView.applies(document)) {
      return List.of();
    }
    PolicyView policy = new PolicyView(document);
    return STAGES.stream().flatMap(stage -> stage.findings(policy).stream()).toList();
  }
}
