package dev.ephor.lsp;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A repository of any size: deployments, and policies as people write them. */
final class Shop {

  private static final List<String> PATTERNS =
      List.of(
          "metadata: {labels: {%s: \"?*\"}}",
          "spec: {containers: [{image: \"!*:latest\", name: \"%s*|?*\"}]}",
          "spec: {containers: [{resources: {limits: {memory: \"<=%d1Gi\"}, requests: {cpu: \"?*\"}}}]}",
          "spec: {=(hostNetwork): false, =(volumes): [{X(hostPath): \"null\"}]}",
          "spec: {containers: [{=(securityContext): {=(privileged): false}}]}");

  private static final int TEAMS = 7;

  private Shop() {}

  static void write(Path folder, int manifests, int policies) {
    for (int i = 0; i < policies; i++) {
      Editor.write(folder, String.format(Locale.ROOT, "policies/p%03d.yaml", i), policy(i));
    }
    for (int i = 0; i < manifests; i++) {
      Editor.write(folder, String.format(Locale.ROOT, "shop/m%04d.yaml", i), manifest(i));
    }
  }

  static String policy(int i) {
    String pattern =
        PATTERNS.get(i % PATTERNS.size()).replace("%s", "team" + i % TEAMS).replace("%d", "");
    return """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata:
          name: policy-%d
          annotations:
            policies.kyverno.io/severity: %s
        spec:
          validationFailureAction: Audit
          rules:
            - name: check
              match:
                any:
                  - resources:
                      kinds: [Pod]
              validate:
                message: 10000 is the number of policy %d
                pattern:
                  %s
        """
        .formatted(i, i % 3 == 0 ? "high" : "medium", i, pattern);
  }

  /**
   * A manifest that about five of a hundred policies object to, as in a repository that is kept.
   */
  static String manifest(int i) {
    StringBuilder teams = new StringBuilder();
    for (int team = 0; team < TEAMS; team++) {
      if (team != i % TEAMS) {
        teams.append("        team").append(team).append(": shop\n");
      }
    }
    String limits =
        """
                  resources:
                    limits:
                      memory: 512Mi
                    requests:
                      cpu: 100m
        """;
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop-%d
          namespace: shop
          labels:
            app: shop-%d
        spec:
          replicas: 2
          selector:
            matchLabels:
              app: shop-%d
          template:
            metadata:
              labels:
                app: shop-%d
        %s    spec:
              containers:
                - name: web
                  image: registry.example.com/shop/web:%s
                  ports:
                    - containerPort: 8080
        %s        - name: sidecar
                  image: registry.example.com/shop/sidecar:1.%d
                  env:
                    - name: LEVEL
                      value: info
        %s"""
        .formatted(
            i,
            i,
            i,
            i,
            teams,
            i % 20 == 0 ? "latest" : "1." + i,
            limits,
            i,
            i % 20 == 3 ? "" : limits);
  }

  /** How many of some manifests lack the label that {@code policies/p005.yaml} asks for. */
  static int withoutTheLabelOfPolicy5(int manifests) {
    return (manifests + TEAMS - 6) / TEAMS;
  }
}
