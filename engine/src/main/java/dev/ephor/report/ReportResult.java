package dev.ephor.report;

import dev.ephor.kubernetes.Resource;
import dev.ephor.policy.Policy;
import dev.ephor.rule.RuleOutcome;
import dev.ephor.rule.Status;
import dev.ephor.value.MapValue;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a report: what one rule says of one resource.
 *
 * @param policy the policy's name, after its namespace and a slash where it has one
 * @param rule the rule's name, or empty
 * @param resource what was judged
 * @param result the verdict
 * @param message the text of the verdict
 * @param scored whether a failure counts
 * @param severity {@code critical}, {@code high}, {@code medium}, {@code low} or {@code info}; null
 *     where the policy says nothing else
 * @param category what the policy is about, or empty
 * @param source which engine judged
 * @param properties further facts, ordered by name
 */
public record ReportResult(
    String policy,
    String rule,
    ResourceReference resource,
    Status result,
    String message,
    boolean scored,
    @Nullable String severity,
    String category,
    String source,
    Map<String, String> properties) {

  private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low", "info");

  /**
   * Names the resource of a result.
   *
   * @param apiVersion as in the manifest
   * @param kind as in the manifest
   * @param namespace empty for kinds without one
   * @param name {@code metadata.name}, or empty
   * @param uid {@code metadata.uid}, or empty
   * @param resourceVersion {@code metadata.resourceVersion}, or empty
   */
  public record ResourceReference(
      String apiVersion,
      String kind,
      String namespace,
      String name,
      String uid,
      String resourceVersion) {

    /** Names a resource; one that has only a generateName has no name. */
    public static ResourceReference of(Resource resource) {
      return new ResourceReference(
          resource.type().apiVersion(),
          resource.type().kind(),
          resource.namespace(),
          metadata(resource, "name"),
          metadata(resource, "uid"),
          metadata(resource, "resourceVersion"));
    }

    private static String metadata(Resource resource, String field) {
      MapValue metadata = resource.root().map("metadata");
      String text = metadata == null ? null : metadata.string(field);
      return text == null ? "" : text;
    }
  }

  /**
   * The entry for an outcome. An unscored failure is a warning, and properties may replace the
   * message, as in the reference.
   *
   * @param reportProperties what the outcome or its rule says besides
   */
  public static ReportResult of(
      Policy policy,
      RuleOutcome outcome,
      ResourceReference resource,
      Map<String, String> reportProperties) {
    Map<String, String> annotations = policy.annotations();
    Map<String, String> properties = new TreeMap<>(reportProperties);
    String message = message(outcome, properties);
    properties.put("process", ReportSource.process(policy));
    boolean scored = !"false".equals(annotations.get("policies.kyverno.io/scored"));
    String severity = annotations.get("policies.kyverno.io/severity");
    return new ReportResult(
        policy.qualifiedName(),
        outcome.rule(),
        resource,
        outcome.status() == Status.FAIL && !scored ? Status.WARN : outcome.status(),
        message,
        scored,
        severity != null && SEVERITIES.contains(severity) ? severity : null,
        annotations.getOrDefault("policies.kyverno.io/category", ""),
        ReportSource.of(policy),
        properties);
  }

  /** The same entry with another verdict. */
  public ReportResult withResult(Status other) {
    return new ReportResult(
        policy, rule, resource, other, message, scored, severity, category, source, properties);
  }

  private static String message(RuleOutcome outcome, Map<String, String> properties) {
    String forStatus =
        properties.get(
            switch (outcome.status()) {
              case PASS -> "passMessage";
              case FAIL -> "failMessage";
              case WARN -> "warnMessage";
              case ERROR -> "errorMessage";
              case SKIP -> "skipMessage";
            });
    String message = forStatus == null || forStatus.isEmpty() ? outcome.message() : forStatus;
    String forAll = properties.get("message");
    return forAll == null || forAll.isEmpty() ? message : forAll;
  }
}
