package dev.ephor.fuzz;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.evaluation.CrashHook;
import dev.ephor.evaluation.Detail;
import dev.ephor.evaluation.PolicyEngine;
import dev.ephor.evaluation.PreparedPolicy;
import dev.ephor.given.GivenExceptions;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.policy.PolicyReader;
import dev.ephor.policy.check.PolicyAdmission;
import dev.ephor.policy.check.PolicyChecks;
import dev.ephor.policy.check.PolicyDecoding;
import dev.ephor.value.MapValue;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Everything that is ever done with a policy and resources. What crashes inside is thrown. */
final class Everything {

  private static final CrashHook THROWN =
      (policy, rule, cause) -> {
        throw new AssertionError("policy " + policy + ", rule " + rule, cause);
      };

  private Everything() {}

  static void with(MapValue document, List<MapValue> manifests, List<MapValue> exceptions) {
    PolicyChecks.check(document);
    if (!PolicyReader.isPolicy(document)) {
      return;
    }
    PolicyDecoding.refusal(document);
    PolicyAdmission.refusal(document);
    Policy policy = PolicyReader.read(document).policy();
    if (policy == null) {
      return;
    }
    PreparedPolicy prepared = PreparedPolicy.of(policy, THROWN, Detail.REASONS);
    prepared.errors();
    prepared.refusal();
    prepared.mayAskForOthers();
    prepared.mayAskForTime();
    List<Resource> resources = manifests.stream().map(Resource::of).toList();
    Facts facts = facts(resources, exceptions);
    for (Resource resource : resources) {
      prepared.mayMatch(resource.type());
      prepared.evaluate(resource, AdmissionRequest.CREATE, facts);
      prepared.explain(resource, AdmissionRequest.CREATE, facts);
      PolicyEngine.cleanUp(
          List.of(prepared), resource, (who, what) -> AdmissionRequest.CREATE, facts);
    }
  }

  private static Facts facts(List<Resource> resources, List<MapValue> exceptions) {
    GivenWorld world =
        GivenWorld.ofApply(
            ValuesFile.NONE,
            resources.stream().map(Resource::root).toList(),
            Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC),
            bound -> 0,
            HostNames.OFFLINE);
    return GivenExceptions.of(world, exceptions);
  }
}
