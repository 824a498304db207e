package dev.ephor.cli.apply;

import dev.ephor.kubernetes.GoDuration;
import dev.ephor.report.ReportResult;
import dev.ephor.report.ReportResult.ResourceReference;
import dev.ephor.rule.Status;
import dev.ephor.value.GoJsonReader;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An exception for each failure of a cluster-wide policy, so that what exists may stay while what
 * is new is held to the rules.
 */
final class Exceptions implements Output<String> {

  private static final String CRON_JOB_RULE = "autogen-cronjob-";
  private static final String GENERATED_RULE = "autogen-";
  private static final Pattern TAG_OR_DIGEST = Pattern.compile(":.*|@.*");

  private final Format format;
  private final AuditWarnings warnings;
  private final GoDuration life;
  private final List<String> all = new ArrayList<>();

  /**
   * @param life how long the exceptions shall live; zero for ever
   */
  Exceptions(Format format, AuditWarnings warnings, GoDuration life) {
    this.format = format;
    this.warnings = warnings;
    this.life = life;
  }

  @Override
  public String digest(List<Response> responses) {
    StringBuilder text = new StringBuilder();
    for (Response response : responses) {
      if (response.policy().namespace().isEmpty()) {
        for (ReportResult result : Reports.results(response, warnings)) {
          if (result.result() == Status.FAIL) {
            text.append("---\n").append(format.write(exception(result))).append('\n');
          }
        }
      }
    }
    return text.toString();
  }

  @Override
  public void take(String digest) {
    all.add(digest);
  }

  @Override
  public void print(PrintWriter out, Counts counts) {
    all.forEach(out::print);
  }

  private MapValue exception(ReportResult result) {
    ResourceReference resource = result.resource();
    MapValue.Builder metadata =
        map()
            .put(
                "name",
                Scalar.of(
                    String.join(
                        "-",
                        result.policy(),
                        result.rule(),
                        resource.namespace(),
                        resource.name())));
    if (life.nanos() > 0) {
      metadata.put(
          "labels", map().put("cleanup.kyverno.io/ttl", Scalar.of(life.toString())).build());
    }
    MapValue.Builder spec =
        map()
            .put("match", map().put("all", list(List.of(filter(result)))).build())
            .put(
                "exceptions",
                list(
                    List.of(
                        map()
                            .put("policyName", Scalar.of(result.policy()))
                            .put("ruleNames", texts(rules(result)))
                            .build())));
    String controls = result.properties().get("controlsJSON");
    if (controls != null) {
      spec.put("podSecurity", podSecurity(controls));
    }
    return map()
        .put("kind", Scalar.of("PolicyException"))
        .put("apiVersion", Scalar.of("kyverno.io/v2beta1"))
        .put("metadata", metadata.build())
        .put("spec", spec.build())
        .build();
  }

  /** A controller's pods fail where it does, so the exception covers them. */
  private static MapValue filter(ReportResult result) {
    ResourceReference resource = result.resource();
    List<String> kinds = new ArrayList<>(List.of(resource.kind()));
    List<String> names = new ArrayList<>(List.of(resource.name()));
    if (result.rule().startsWith(GENERATED_RULE)) {
      if (resource.kind().equals("CronJob")) {
        kinds.add("Job");
      }
      kinds.add("Pod");
      names.add(resource.name() + "-*");
    }
    return map()
        .put(
            "resources",
            map()
                .put("kinds", texts(kinds))
                .put("names", texts(names))
                .put("namespaces", texts(List.of(resource.namespace())))
                .build())
        .build();
  }

  private static List<String> rules(ReportResult result) {
    String rule = result.rule();
    if (!rule.startsWith(GENERATED_RULE)) {
      return List.of(rule);
    } else if (rule.startsWith(CRON_JOB_RULE) && result.resource().kind().equals("CronJob")) {
      String written = rule.substring(CRON_JOB_RULE.length());
      return List.of(rule, GENERATED_RULE + written, written);
    }
    return List.of(rule, rule.substring(GENERATED_RULE.length()));
  }

  private static ListValue podSecurity(String controls) {
    List<Value> exemptions = new ArrayList<>();
    if (GoJsonReader.read(controls) instanceof ListValue list) {
      for (Value item : list.values()) {
        if (item instanceof MapValue control) {
          MapValue.Builder exemption =
              map()
                  .put(
                      "controlName",
                      Scalar.of(Objects.requireNonNullElse(control.string("name"), "")));
          ListValue images = control.list("images");
          if (images != null) {
            exemption.put(
                "images",
                texts(
                    images.values().stream()
                        .map(image -> Objects.requireNonNullElse(image.asString(), ""))
                        .map(image -> TAG_OR_DIGEST.matcher(image).replaceAll("*"))
                        .toList()));
          }
          exemptions.add(exemption.build());
        }
      }
    }
    return list(exemptions);
  }

  private static MapValue.Builder map() {
    return MapValue.builder(Source.NONE, 0);
  }

  private static ListValue texts(List<String> texts) {
    return list(texts.stream().map(Scalar::of).map(Value.class::cast).toList());
  }

  private static ListValue list(List<? extends Value> values) {
    return ListValue.of(List.copyOf(values), Source.NONE, 0);
  }
}
