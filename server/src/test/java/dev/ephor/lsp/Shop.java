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
        PATTERNS.get(i % PATTERNS.size()).replace("%s", "team" + i % 7).replace("%d", "");
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

  static String manifest(int i) {
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
                team0: shop
            spec:
              containers:
                - name: web
                  image: registry.example.com/shop/web:%s
                  ports:
                    - containerPort: 8080
                  resources:
                    limits:
                      memory: 512Mi
                    requests:
                      cpu: 100m
                - name: sidecar
                  image: registry.example.com/shop/sidecar:1.%d
                  env:
                    - name: LEVEL
                      value: info
        """
        .formatted(i, i, i, i, i % 4 == 0 ? "latest" : "1." + i, i);
  }
}
