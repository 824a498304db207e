package dev.ephor.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Manifests and policies as repositories hold them, made up from a seed: the same seed gives the
 * same bytes. About a tenth of the checks fails.
 */
public final class Corpus {

  private static final String[] TEAMS = {"web", "pay", "data", "infra", "search", "mail"};
  private static final String[] IMAGES = {"nginx", "shop/api", "pay/gate", "redis", "search/index"};
  private static final String[] NAMESPACES = {"shop", "pay", "data", "monitoring", "search"};

  private Corpus() {}

  /** A manifest: mostly workloads, some services and config maps. */
  public static String manifest(int number) {
    Random random = new Random(number * 7919L + 17);
    String name = "app-" + number;
    String team = TEAMS[random.nextInt(TEAMS.length)];
    String namespace = NAMESPACES[random.nextInt(NAMESPACES.length)];
    return switch (number % 10) {
      case 7 -> service(name, team, namespace);
      case 8 -> configMap(name, team, namespace, random);
      case 9 -> head("v1", "Pod", name, team, namespace) + "spec:\n" + podSpec("  ", random);
      case 5, 6 ->
          head("apps/v1", "StatefulSet", name, team, namespace) + workload(name, team, random);
      default ->
          head("apps/v1", "Deployment", name, team, namespace) + workload(name, team, random);
    };
  }

  private static String head(
      String apiVersion, String kind, String name, String team, String namespace) {
    return """
    apiVersion: %s
    kind: %s
    metadata:
      name: %s
      namespace: %s
      labels:
        app.kubernetes.io/name: %s
        app.kubernetes.io/part-of: platform
        team: %s
      annotations:
        contact: %s@example.com
    """
        .formatted(apiVersion, kind, name, namespace, name, team, team);
  }

  private static String service(String name, String team, String namespace) {
    return head("v1", "Service", name, team, namespace)
        + """
        spec:
          type: %s
          selector:
            app: %s
          ports:
            - name: http
              port: 80
              targetPort: 8080
              protocol: TCP
        """
            .formatted(name.hashCode() % 7 == 0 ? "NodePort" : "ClusterIP", name);
  }

  private static String configMap(String name, String team, String namespace, Random random) {
    StringBuilder text = new StringBuilder(head("v1", "ConfigMap", name, team, namespace));
    text.append("data:\n");
    for (int i = 0; i < 12; i++) {
      text.append("  setting.")
          .append(i)
          .append(": \"")
          .append(random.nextInt(1000))
          .append("\"\n");
    }
    return text.toString();
  }

  private static String workload(String name, String team, Random random) {
    return """
    spec:
      replicas: %d
      selector:
        matchLabels:
          app: %s
      template:
        metadata:
          labels:
            app: %s
            app.kubernetes.io/name: %s
            team: %s
        spec:
    """
            .formatted(1 + random.nextInt(4), name, name, name, team)
        + podSpec("      ", random);
  }

  private static String podSpec(String indent, Random random) {
    String tag = random.nextInt(10) == 0 ? "latest" : "1." + random.nextInt(30);
    String user = random.nextInt(10) == 0 ? "false" : "true";
    String limits =
        random.nextInt(10) == 0
            ? ""
            : "    resources:\n      requests:\n        cpu: 100m\n        memory: 128Mi\n"
                + "      limits:\n        memory: 256Mi\n";
    String text =
        """
        serviceAccountName: app
        securityContext:
          runAsNonRoot: %s
        containers:
          - name: main
            image: registry.example.com/%s:%s
            imagePullPolicy: IfNotPresent
            ports:
              - containerPort: 8080
            env:
              - name: LOG_LEVEL
                value: info
            securityContext:
              allowPrivilegeEscalation: %s
              readOnlyRootFilesystem: true
              capabilities:
                drop: [ALL]
            livenessProbe:
              httpGet:
                path: /healthz
                port: 8080
        """
                .formatted(
                    user,
                    IMAGES[random.nextInt(IMAGES.length)],
                    tag,
                    random.nextInt(10) == 0 ? "true" : "false")
            + limits;
    return text.lines().map(line -> indent + line + "\n").reduce("", String::concat);
  }

  /** A policy; its shapes come in turn, told apart by number. */
  public static String policy(int number) {
    String body = BODIES.get(number % BODIES.size()).replace("NUMBER", String.valueOf(number));
    return """
    apiVersion: kyverno.io/v1
    kind: ClusterPolicy
    metadata:
      name: policy-%d
      annotations:
        policies.kyverno.io/title: Policy %d
        policies.kyverno.io/category: Best Practices
        policies.kyverno.io/severity: medium
        policies.kyverno.io/description: >-
          What this policy is for, in a sentence or two that say
          why somebody wanted it and whom to ask.
    spec:
      validationFailureAction: %s
      background: true
      rules:
    """
            .formatted(number, number, number % 4 == 0 ? "Enforce" : "Audit")
        + body.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
  }

  public static List<String> policies(int count) {
    List<String> policies = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      policies.add(policy(i));
    }
    return policies;
  }

  private static String mutation(String name, String kinds, String mutate) {
    return "- name: "
        + name
        + "\n  match:\n    any:\n      - resources:\n          kinds: ["
        + kinds
        + "]\n  mutate:\n"
        + mutate.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
  }

  private static String rule(String name, String kinds, String validate) {
    return "- name: "
        + name
        + "\n  match:\n    any:\n      - resources:\n          kinds: ["
        + kinds
        + "]\n  validate:\n    message: Rule NUMBER wants it otherwise.\n"
        + validate.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
  }

  private static final List<String> BODIES =
      List.of(
          rule(
              "require-labels",
              "Pod",
              """
              pattern:
                metadata:
                  labels:
                    team: "?*"
                    app.kubernetes.io/name: "?*"
              """),
          rule(
              "disallow-latest",
              "Pod",
              """
              pattern:
                spec:
                  containers:
                    - image: "!*:latest"
              """),
          rule(
              "require-limits",
              "Pod",
              """
              pattern:
                spec:
                  containers:
                    - resources:
                        requests:
                          memory: "?*"
                          cpu: "?*"
                        limits:
                          memory: "?*"
              """),
          rule(
              "run-as-non-root",
              "Pod",
              """
              anyPattern:
                - spec:
                    securityContext:
                      runAsNonRoot: true
                - spec:
                    containers:
                      - securityContext:
                          runAsNonRoot: true
              """),
          rule(
              "no-escalation",
              "Pod",
              """
              pattern:
                spec:
                  =(initContainers):
                    - securityContext:
                        allowPrivilegeEscalation: "false"
                  containers:
                    - =(securityContext):
                        =(allowPrivilegeEscalation): "false"
              """),
          rule(
              "known-registry",
              "Pod",
              """
              pattern:
                spec:
                  containers:
                    - (image): "registry.example.com/*"
                      imagePullPolicy: "IfNotPresent | Always"
              """),
          rule(
              "memory-in-bounds",
              "Deployment, StatefulSet",
              """
              pattern:
                spec:
                  replicas: ">1"
                  template:
                    spec:
                      containers:
                        - =(resources):
                            =(limits):
                              =(memory): "<=1Gi"
              """),
          rule(
              "no-host-path",
              "Pod",
              """
              pattern:
                spec:
                  =(volumes):
                    - X(hostPath): "null"
                  =(hostNetwork): false
              """),
          rule(
              "no-node-port",
              "Service",
              """
              pattern:
                spec:
                  =(type): "!NodePort"
              """),
          rule(
              "config-is-labelled",
              "ConfigMap, Service, Deployment",
              """
              pattern:
                metadata:
                  =(annotations):
                    =(contact): "*@example.com"
                  labels:
                    app.kubernetes.io/part-of: "platform | tools"
              """),
          rule(
              "trusted-registry",
              "Pod",
              """
              foreach:
                - list: request.object.spec.containers
                  deny:
                    conditions:
                      any:
                        - key: "{{ element.image }}"
                          operator: AnyNotIn
                          value: ["registry.example.com/*"]
              """),
          rule(
              "team-in-namespace",
              "Deployment, Service",
              """
              deny:
                conditions:
                  all:
                    - key: "{{ request.object.metadata.labels.team || '' }}"
                      operator: AnyIn
                      value: [search, mail]
                    - key: "{{ request.namespace }}"
                      operator: Equals
                      value: pay
              """),
          rule(
              "name-in-selector",
              "Deployment, StatefulSet",
              """
              pattern:
                spec:
                  selector:
                    matchLabels:
                      app: "{{ request.object.metadata.name }}"
              """),
          mutation(
              "cost-centre",
              "Deployment, StatefulSet, Service",
              """
              patchStrategicMerge:
                metadata:
                  labels:
                    +(cost-centre): "{{ request.object.metadata.labels.team || 'none' }}"
              """),
          mutation(
              "pull-always",
              "Deployment, StatefulSet",
              """
              patchStrategicMerge:
                spec:
                  template:
                    spec:
                      containers:
                        - (image): "*:latest"
                          imagePullPolicy: Always
              """));
}
