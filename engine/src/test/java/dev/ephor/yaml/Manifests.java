package dev.ephor.yaml;

/** Texts that several tests break in different ways. */
final class Manifests {

  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        labels: {app: web, tier: "front"}
        annotations:
          note: 'it''s fine'
      spec:
        replicas: 3
        selector:
          matchLabels:
            app: web
        template:
          metadata:
            labels:
              app: web
          spec:
            containers:
              - name: web
                image: registry.example.com/web:1.2.3
                args: ["--port", "8080"]
                env:
                - name: MODE
                  value: "prod"
                - name: EMPTY
                  value: ""
                ports:
                  - containerPort: 8080
              - name: side
                image: side:1
                resources:
                  limits:
                    memory: 1Gi
                    cpu: 500m
            volumes:
              - name: tmp
                emptyDir: {}
      """;

  private Manifests() {}
}
