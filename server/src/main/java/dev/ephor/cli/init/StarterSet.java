package dev.ephor.cli.init;

import java.util.List;

/**
 * Policies that belong together. A new one is a folder below {@code samples/policies} in both
 * kinds, and a line here.
 *
 * @param name its folder
 * @param title what it is about
 * @param usual whether it is written where no set is named
 * @param policies the policies in it
 * @param expected the files of its test besides the resources that are judged
 */
record StarterSet(
    String name, String title, boolean usual, List<String> policies, List<String> expected) {

  static final List<StarterSet> TABLE =
      List.of(
          of(
              "pod-security-baseline",
              "nothing that leads out of a container",
              "pod-security-baseline"),
          new StarterSet(
              "pod-security-restricted",
              "baseline, no root, and nothing to gain; no tokens that nobody wants",
              false,
              List.of("pod-security-restricted", "no-token-automount"),
              List.of("patched.yaml")),
          of(
              "images",
              "tags, registries and digests of images",
              "require-image-tag",
              "allowed-registries",
              "require-image-digest"),
          of(
              "resources",
              "requests of CPU and memory, limits of memory",
              "require-requests-and-limits"),
          of("probes", "readiness and liveness of what serves", "require-probes"),
          new StarterSet(
              "labels",
              "what it is, whose it is, what it is a part of",
              true,
              List.of("require-labels", "default-part-of"),
              List.of("patched.yaml")),
          of(
              "services",
              "no node ports, load balancers or external IPs",
              "service-types",
              "no-external-ips"),
          new StarterSet(
              "network",
              "default deny in each new namespace",
              true,
              List.of("default-deny"),
              List.of("generated.yaml")),
          new StarterSet(
              "quota",
              "quota and default limits in each new namespace",
              true,
              List.of("namespace-quota"),
              List.of("generated.yaml")),
          of(
              "namespaces",
              "owners of namespaces; nothing in default",
              "require-namespace-owner",
              "no-default-namespace"));

  private static StarterSet of(String name, String title, String... policies) {
    return new StarterSet(name, title, true, List.of(policies), List.of());
  }
}
