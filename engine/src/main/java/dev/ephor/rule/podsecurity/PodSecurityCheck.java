package dev.ephor.rule.podsecurity;

import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Status;
import dev.ephor.rule.Trace;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A {@code validate.podSecurity} clause made ready.
 *
 * @see <a
 *     href="https://kyverno.io/docs/policy-types/cluster-policy/validate/#pod-security">Kyverno:
 *     pod security</a>
 */
public final class PodSecurityCheck {

  private final String rule;
  private final MapValue clause;
  private final String level;
  private final String version;
  private final @Nullable Standard standard;
  private final List<Exemption> exclusions;

  /**
   * What a clause says of a resource.
   *
   * @param status PASS, FAIL or ERROR; SKIP, without a message, where exceptions exempt all that is
   *     wrong
   * @param findings the fields that are wrong and what demands otherwise
   * @param properties what a report entry says besides
   */
  public record Verdict(
      Status status, String message, List<Finding> findings, Map<String, String> properties) {}

  /**
   * @param rule the rule's name
   * @param clause the {@code podSecurity} clause
   */
  public PodSecurityCheck(String rule, MapValue clause) {
    this.rule = rule;
    this.clause = clause;
    this.level = Pod.text(clause, "level");
    this.version = Pod.text(clause, "version");
    this.standard = Standard.read(level, version);
    this.exclusions = Exemption.read(clause.list("exclude"));
  }

  /**
   * Judges a resource.
   *
   * @param exempted by exceptions that apply to the resource
   * @param whole where what concerns the whole resource is shown
   * @param trace hears of each control
   */
  public Verdict judge(Resource resource, List<Exemption> exempted, Place whole, Trace trace) {
    PodTemplates.Found found = PodTemplates.in(resource);
    if (found instanceof PodTemplates.None none) {
      Value value = none.value();
      Place place = value == null ? whole : value.place(Place.Part.VALUE);
      return error("Error while getting new resource: " + none.reason(), place);
    }
    if (standard == null) {
      return error(
          "failed to parse pod security api version: must be \"latest\" or \"v1.x\"", whole);
    }
    PodTemplates.Held held = (PodTemplates.Held) found;
    List<Breach> all = standard.breaches(held.pod());
    List<Breach> breaches = without(exclusions, all, held.pod());
    if (trace.on()) {
      tell(all, breaches, without(exempted, breaches, held.pod()), held.path(), trace);
    }
    if (breaches.isEmpty()) {
      return new Verdict(
          Status.PASS, "Validation rule '" + rule + "' passed.", List.of(), Map.of());
    }
    breaches = without(exempted, breaches, held.pod());
    if (breaches.isEmpty()) {
      return new Verdict(Status.SKIP, "", List.of(at(whole, "level")), Map.of());
    }
    return new Verdict(
        Status.FAIL,
        message(breaches, held.path()),
        findings(breaches),
        BreachProperties.of(level, version, breaches));
  }

  /** Tells of each control what is wrong, and what of it is let pass. */
  private void tell(
      List<Breach> all, List<Breach> counted, List<Breach> left, String path, Trace trace) {
    for (Control control : Controls.ALL) {
      if (standard == null || !standard.demands(control)) {
        continue;
      }
      String name = control.name().isEmpty() ? control.id() : control.name();
      trace.begin(Trace.Step.CONTROL, clause, name);
      Breach breach = of(control, all);
      for (Violation violation : breach == null ? List.<Violation>of() : breach.violations()) {
        String seen = violation.required() ? "nothing" : violation.printed();
        trace.add(new Trace.Forbidden(shown(violation.field(), path), seen, violation.place()));
      }
      Breach kept = of(control, left);
      if (kept != null) {
        trace.end(Trace.Answer.NO, kept.reason());
      } else if (of(control, counted) != null) {
        trace.end(Trace.Answer.SKIP, "an exception lets it pass");
      } else {
        trace.end(Trace.Answer.YES, breach == null ? "" : "exclude lets it pass");
      }
    }
  }

  private static @Nullable Breach of(Control control, List<Breach> breaches) {
    for (Breach breach : breaches) {
      if (breach.control().id().equals(control.id())) {
        return breach;
      }
    }
    return null;
  }

  private Verdict error(String message, Place place) {
    String field = standard == null && !message.startsWith("Error") ? "version" : "level";
    return new Verdict(Status.ERROR, message, List.of(at(place, field)), Map.of());
  }

  private Finding at(Place manifest, String field) {
    Value written = clause.child(field);
    return new Finding(manifest, (written == null ? clause : written).place(Place.Part.VALUE));
  }

  private List<Breach> without(List<Exemption> exemptions, List<Breach> breaches, Pod pod) {
    List<Breach> left = breaches;
    for (Exemption exemption : exemptions) {
      left = standard == null ? left : exemption.apply(left, pod, standard);
    }
    return left;
  }

  private String message(List<Breach> breaches, String path) {
    StringBuilder text = new StringBuilder();
    text.append("Validation rule '").append(rule).append("' failed. It violates PodSecurity \"");
    text.append(level).append(':').append(version).append("\": ");
    for (Breach breach : breaches) {
      text.append("(Forbidden reason: ").append(breach.reason()).append(", field error list: [");
      text.append(
          breach.violations().stream()
              .map(violation -> violation.describe(shown(violation.field(), path)))
              .collect(Collectors.joining(", ")));
      text.append("])");
    }
    return text.toString();
  }

  /** Where a pod's field is in the resource. The reference replaces text, wherever it stands. */
  private static String shown(String field, String path) {
    String moved = path.equals("spec") ? field : field.replace("spec", path);
    return moved.replace("metadata", "spec.template.metadata");
  }

  private List<Finding> findings(List<Breach> breaches) {
    List<Finding> findings = new ArrayList<>();
    for (Breach breach : breaches) {
      for (Violation violation : breach.violations()) {
        findings.add(at(violation.place(), "level"));
      }
    }
    return findings;
  }
}
