package dev.ephor.convert;

import dev.ephor.kubernetes.KindSelector;
import dev.ephor.kubernetes.Wildcard;
import dev.ephor.policy.ExceptionReader;
import dev.ephor.policy.PolicyException;
import dev.ephor.policy.ResourceFilter;
import dev.ephor.policy.Rule;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import dev.ephor.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A PolicyException of {@code kyverno.io} as one of {@code policies.kyverno.io}, which names the
 * policies that were made of the rules.
 *
 * @param exception what was converted
 * @param text the new document; null where there is none
 * @param exempted the rules that it is about, with their policies
 * @param left what has no counterpart; where there is no text, what stopped it
 */
public record ExceptionConversion(
    PolicyException exception,
    @Nullable String text,
    List<Exempted> exempted,
    List<Unconverted> left) {

  public ExceptionConversion {
    exempted = List.copyOf(exempted);
    left = List.copyOf(left);
  }

  /** A rule from which something is exempt. */
  public record Exempted(PolicyConversion policy, RuleConversion.Made made) {}

  /**
   * Converts a document; empty where it is no exception. Never fails.
   *
   * @param policies those that it may name
   */
  public static Optional<ExceptionConversion> of(
      YamlDocument document, List<PolicyConversion> policies) {
    if (!(document.root() instanceof MapValue root) || !ExceptionReader.isException(root)) {
      return Optional.empty();
    }
    PolicyException exception = ExceptionReader.read(root);
    List<Unconverted> left = new ArrayList<>();
    List<Exempted> exempted = new ArrayList<>();
    try {
      Set<String> uncovered = new TreeSet<>();
      for (PolicyException.Exempted entry : exception.exempted()) {
        add(entry, exception, policies, exempted, uncovered, left);
      }
      String text =
          exempted.isEmpty() ? null : text(document, root, exception, exempted, uncovered);
      return Optional.of(new ExceptionConversion(exception, text, exempted, left));
    } catch (NotConvertible reason) {
      left.add(left(exception, reason.clause(), reason.reason()));
      return Optional.of(new ExceptionConversion(exception, null, List.of(), left));
    }
  }

  private static Unconverted left(PolicyException exception, Value clause, String reason) {
    return new Unconverted(exception.name(), clause.place(Place.Part.VALUE), reason);
  }

  private static void add(
      PolicyException.Exempted entry,
      PolicyException exception,
      List<PolicyConversion> policies,
      List<Exempted> exempted,
      Set<String> uncovered,
      List<Unconverted> left)
      throws NotConvertible {
    boolean found = false;
    for (PolicyConversion conversion : policies) {
      if (!conversion.policy().qualifiedName().equals(entry.policy())) {
        continue;
      }
      for (int i = 0; i < conversion.rules().size(); i++) {
        Rule rule = conversion.policy().spec().rules().get(i);
        Set<String> outside = uncovered(exception, conversion, rule);
        if (outside == null) {
          continue;
        }
        found = true;
        if (!(conversion.rules().get(i) instanceof RuleConversion.Made made)) {
          left.add(left(exception, entry.node(), "an exception from a rule that is not converted"));
        } else if (exempted.isEmpty() || uncovered.equals(outside)) {
          uncovered.addAll(outside);
          exempted.add(new Exempted(conversion, made));
        } else {
          throw new NotConvertible(
              entry.node(),
              "an exception from rules for pods, and from some with their controllers");
        }
      }
    }
    if (!found) {
      left.add(left(exception, entry.node(), "an exception from a rule that is not there"));
    }
  }

  /**
   * The kinds of a rule that stay judged, since an exception names the rule for pods but not the
   * generated ones, or the other way round. Null where it names none of them.
   */
  private static @Nullable Set<String> uncovered(
      PolicyException exception, PolicyConversion conversion, Rule rule) {
    String policy = conversion.policy().qualifiedName();
    Set<String> controllers =
        new LinkedHashSet<>(PolicyConversion.controllers(conversion.policy(), rule));
    Set<String> outside = new TreeSet<>();
    boolean any = exception.exempting(policy, rule.name()) != null;
    if (!any) {
      outside.add("Pod");
    }
    for (String controller : controllers) {
      String prefix = controller.equals("CronJob") ? "autogen-cronjob-" : "autogen-";
      boolean named = exception.exempting(policy, prefix + rule.name()) != null;
      any |= named;
      if (!named && asks(exception, controller)) {
        outside.add(controller);
      }
    }
    return any ? outside : null;
  }

  private static boolean asks(PolicyException exception, String kind) {
    return exception.match().filters().stream()
        .map(ResourceFilter::kinds)
        .anyMatch(
            kinds ->
                kinds.isEmpty()
                    || kinds.stream().anyMatch(one -> Wildcard.matches(one.kind(), kind)));
  }

  private static String text(
      YamlDocument document,
      MapValue root,
      PolicyException exception,
      List<Exempted> exempted,
      Set<String> uncovered)
      throws NotConvertible {
    if (exception.podSecurity() != null) {
      throw new NotConvertible(
          exception.podSecurity(), "an exception from single controls of pod security");
    }
    List<PolicyDraft.Named> conditions = new ArrayList<>();
    add("match", FilterCel.of(exception.match(), List.of(NO_KIND)), conditions);
    if (!uncovered.isEmpty()) {
      add(
          "not-the-controllers",
          Cel.not(TextTest.anyOf("object.kind", List.copyOf(uncovered))),
          conditions);
    }
    Value written = exception.conditions();
    if (written != null && !written.isNull()) {
      ConditionsCel cel = new ConditionsCel(Map.of(), null);
      Cel condition = cel.of(written);
      if (!cel.failing().isEmpty()) {
        throw new NotConvertible(
            written, "conditions of an exception that fail where a field is absent");
      }
      add("conditions", condition, conditions);
    }
    MapValue spec = root.map("spec");
    PolicySource source =
        new PolicySource(document, root, spec == null ? List.of() : List.of(spec));
    return PolicyWriter.exception(
        source.before(0),
        source.metadata(exception.name()),
        source.comments(0),
        exempted.stream().map(one -> Map.entry(one.made().kind(), one.made().name())).toList(),
        conditions);
  }

  private static final KindSelector NO_KIND = new KindSelector("", "", "", "");

  private static void add(String name, Cel condition, List<PolicyDraft.Named> conditions) {
    if (!condition.equals(Cel.Text.TRUE)) {
      conditions.add(new PolicyDraft.Named(name, condition.lines()));
    }
  }
}
