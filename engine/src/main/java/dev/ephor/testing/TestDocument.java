package dev.ephor.testing;

import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test: material, and what is expected of it. Files are named relative to the test's folder.
 *
 * @param root the whole document
 * @param name the old {@code name} at the top; empty where it is not used
 * @param policies files and folders with policies
 * @param resources files and folders with resources
 * @param jsonPayloads files with JSON documents that are not resources
 * @param httpPayloads files with HTTP requests
 * @param envoyPayloads files with requests of Envoy
 * @param targetResources what mutate rules for existing resources find
 * @param clusterResources files that say what the cluster has
 * @param paramResources what admission policies take as parameters
 * @param exceptions files with policy exceptions
 * @param context a file with what CEL expressions may ask for, or empty
 * @param variables a file with values, or empty
 * @param userInfo a file with user info, or empty
 * @param values values inside the test; null for none
 * @param apiCallResponses answers to HTTP calls; null for none
 * @param globalContextEntries entries of the global context; null for none
 * @param results what is expected
 */
public record TestDocument(
    MapValue root,
    String name,
    List<String> policies,
    List<String> resources,
    List<String> jsonPayloads,
    List<String> httpPayloads,
    List<String> envoyPayloads,
    List<String> targetResources,
    List<String> clusterResources,
    List<String> paramResources,
    List<String> exceptions,
    String context,
    String variables,
    String userInfo,
    @Nullable MapValue values,
    @Nullable ListValue apiCallResponses,
    @Nullable ListValue globalContextEntries,
    List<ExpectedResult> results) {

  public TestDocument {
    policies = List.copyOf(policies);
    resources = List.copyOf(resources);
    jsonPayloads = List.copyOf(jsonPayloads);
    httpPayloads = List.copyOf(httpPayloads);
    envoyPayloads = List.copyOf(envoyPayloads);
    targetResources = List.copyOf(targetResources);
    clusterResources = List.copyOf(clusterResources);
    paramResources = List.copyOf(paramResources);
    exceptions = List.copyOf(exceptions);
    results = List.copyOf(results);
  }

  /**
   * Whether the test is written in the schema of old releases, which the reference refuses: without
   * {@code apiVersion} or {@code kind}, or with a name at the top.
   */
  public boolean isDeprecated() {
    return blank(root, "apiVersion") || blank(root, "kind") || !name.isEmpty();
  }

  /** The same test of more resources. */
  TestDocument withResources(String path) {
    List<String> more = new ArrayList<>(resources);
    more.add(path);
    return new TestDocument(
        root,
        name,
        policies,
        more,
        jsonPayloads,
        httpPayloads,
        envoyPayloads,
        targetResources,
        clusterResources,
        paramResources,
        exceptions,
        context,
        variables,
        userInfo,
        values,
        apiCallResponses,
        globalContextEntries,
        results);
  }

  private static boolean blank(MapValue root, String key) {
    String text = root.string(key);
    return text == null || text.isEmpty();
  }
}
