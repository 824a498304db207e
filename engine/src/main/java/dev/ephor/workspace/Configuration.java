package dev.ephor.workspace;

import dev.ephor.context.Registry;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.schema.SchemaSource;
import dev.ephor.yaml.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ephor.yaml} and the client's settings say about evaluation and about what is shown.
 *
 * @param namespaceLabels labels of namespaces that no manifest declares
 * @param user who the requests are pretended to come from
 * @param roles which files may hold what
 * @param severities how bad verdicts are shown
 * @param images where images are looked up; null where nowhere, and rules that verify images are
 *     not evaluated
 * @param schemas schemas of kinds that the workspace does not define
 * @param problems what is wrong with the configuration files themselves, to be shown there; spans
 *     count from the start of the file
 */
public record Configuration(
    Map<String, Map<String, String>> namespaceLabels,
    UserInfo user,
    FileRoles roles,
    SeverityRules severities,
    @Nullable Registry images,
    SchemaSource schemas,
    Map<FileId, List<Problem>> problems) {

  /** Sensible without any configuration. */
  public static final Configuration DEFAULT = new Configuration(Map.of(), UserInfo.UNKNOWN);

  public Configuration {
    namespaceLabels = Map.copyOf(namespaceLabels);
    problems = Map.copyOf(problems);
  }

  public Configuration(Map<String, Map<String, String>> namespaceLabels, UserInfo user) {
    this(
        namespaceLabels,
        user,
        FileRoles.ANY,
        SeverityRules.NONE,
        null,
        SchemaSource.NONE,
        Map.of());
  }
}
