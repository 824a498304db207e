package dev.ephor.convert;

import dev.ephor.kubernetes.GroupVersionKind;
import dev.ephor.kubernetes.PodSpecs;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code podSecurity} clause of a rule as validations, one for each control of the Pod Security
 * Standards that it demands.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Kubernetes:
 *     Pod Security Standards</a>
 */
final class PodSecurityCel {

  private static final Pattern VERSION = Pattern.compile("v1\\.(\\d{1,4})");

  /** Before this profiles were annotations. */
  private static final int OLDEST = 19;

  /** Since then pods for Windows are not asked for what Linux has. */
  private static final int WINDOWS = 25;

  private final PolicyDraft draft;
  private final ContainerLists lists;
  private final MapValue clause;

  PodSecurityCel(PolicyDraft draft, ContainerLists lists, MapValue clause) {
    this.draft = draft;
    this.lists = lists;
    this.clause = clause;
  }

  /** What is left out of a control: the pod's own fields, and containers by their images. */
  private record Exclusion(boolean pod, List<String> images) {}

  /** Adds the validations to the draft. */
  void add() throws NotConvertible {
    int version = version();
    boolean baseline = "baseline".equals(clause.string("level"));
    Ref object = pod();
    Ref spec = object.child("spec").present();
    String containers =
        lists.together(spec, List.of("initContainers", "ephemeralContainers")).text();
    PodSecurityControls controls = new PodSecurityControls(object, spec, draft.variables);
    for (PodSecurityControls.Control control : controls.of(baseline, version)) {
      Exclusion exclusion = exclusion(control);
      Cel ofPod = exclusion.pod() ? Cel.Text.TRUE : control.pod();
      Cel ofContainers =
          Cel.all(
              containers,
              "container",
              Cel.or(TextTest.anyOf("container.image", exclusion.images()), control.container()));
      Cel demand = Cel.and(ofPod, ofContainers);
      if (control.linuxOnly() && version >= WINDOWS) {
        demand = Cel.or(Cel.compare(controls.system(), "==", "'windows'"), demand);
      }
      if (!demand.equals(Cel.Text.TRUE)) {
        draft.validations.add(new PolicyDraft.Validation(demand.lines(), control.message(), null));
      }
    }
  }

  private int version() throws NotConvertible {
    String version = Objects.requireNonNullElse(clause.string("version"), "");
    if (version.isEmpty() || version.equals("latest")) {
      return Integer.MAX_VALUE;
    }
    Matcher pinned = VERSION.matcher(version);
    int minor = pinned.matches() ? Integer.parseInt(pinned.group(1)) : 0;
    if (minor < OLDEST) {
      throw new NotConvertible(clause, "pod security of a version before 1.19");
    }
    return minor;
  }

  /** The pod, or what is a pod in all of the kinds. */
  private Ref pod() throws NotConvertible {
    List<String> way = null;
    for (GroupVersionKind type : draft.constraints.types()) {
      List<String> path = PodSpecs.path(type.kind());
      if (path == null || (way != null && !way.equals(path))) {
        throw new NotConvertible(clause, "pod security of kinds whose pods stand elsewhere");
      }
      way = path;
    }
    if (way == null) {
      throw new NotConvertible(clause, "pod security of kinds whose pods stand elsewhere");
    }
    Ref at = Ref.of("object", RuleConverter.schema(draft));
    for (String step : way.subList(0, way.size() - 1)) {
      at = at.child(step).present();
    }
    return at;
  }

  private Exclusion exclusion(PodSecurityControls.Control control) throws NotConvertible {
    boolean pod = false;
    List<String> images = new ArrayList<>();
    ListValue written = clause.list("exclude");
    for (Value one : written == null ? List.<Value>of() : written.values()) {
      if (!(one instanceof MapValue map) || !control.name().equals(map.string("controlName"))) {
        continue;
      } else if (isFilled(map.child("restrictedField")) || isFilled(map.child("values"))) {
        throw new NotConvertible(map, "an exclusion of single fields or values from pod security");
      }
      ListValue patterns = map.list("images");
      pod |= patterns == null || patterns.isEmpty();
      for (Value image : patterns == null ? List.<Value>of() : patterns.values()) {
        images.add(String.valueOf(image.asString()));
      }
    }
    if (pod && control.demandsOfContainers() && !images.contains("*")) {
      throw new NotConvertible(
          clause, "an exclusion of pods from a control that demands something of containers");
    }
    return new Exclusion(pod, images);
  }

  private static boolean isFilled(@Nullable Value value) {
    return value != null
        && !value.isNull()
        && !"".equals(value.asString())
        && !(value instanceof ListValue list && list.isEmpty());
  }
}
