package dev.ephor.rule.podsecurity;

import dev.ephor.context.ImageDefaults;
import dev.ephor.kubernetes.ImageReference;
import dev.ephor.kubernetes.ImageReference.InvalidImage;
import dev.ephor.value.GoJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What report entries say of breaches, besides their message. */
final class BreachProperties {

  private BreachProperties() {}

  static Map<String, String> of(String level, String version, List<Breach> breaches) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("standard", level);
    properties.put("version", version);
    properties.put(
        "controls",
        breaches.stream().map(breach -> breach.control().id()).collect(Collectors.joining(",")));
    properties.put(
        "controlsJSON",
        breaches.stream()
            .map(BreachProperties::described)
            .collect(Collectors.joining(",", "[", "]")));
    return properties;
  }

  /** In the order of the fields of the reference's record. */
  private static String described(Breach breach) {
    String images =
        breach.blamed().isEmpty()
            ? "null"
            : breach.blamed().stream()
                .map(name -> GoJson.quote(image(breach, name)))
                .collect(Collectors.joining(",", "[", "]"));
    return "{\"ID\":"
        + GoJson.quote(breach.control().id())
        + ",\"Name\":"
        + GoJson.quote(breach.control().name())
        + ",\"Images\":"
        + images
        + "}";
  }

  /** The completed image of a container; its name where it has none. */
  private static String image(Breach breach, String name) {
    for (Violation violation : breach.violations()) {
      Pod.Container container = violation.container();
      if (container != null && container.name().equals(name) && !container.image().isEmpty()) {
        try {
          ImageDefaults defaults = ImageDefaults.STANDARD;
          return ImageReference.parse(container.image(), defaults.registry(), defaults.mutate())
              .toString();
        } catch (InvalidImage invalid) {
          return name;
        }
      }
    }
    return name;
  }
}
