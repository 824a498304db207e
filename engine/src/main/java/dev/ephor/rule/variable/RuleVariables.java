package dev.ephor.rule.variable;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.RuleValues;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.jmespath.Setting;
import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Template;
import dev.ephor.expression.template.Variables;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Trace;
import dev.ephor.value.GoText;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one rule and one resource. Context entries are loaded when a query first
 * mentions them, in their order, and see only entries before them. For one thread.
 */
public final class RuleVariables implements Variables {

  /** Functions whose answer is not in the resource; queries that call them are not evaluated. */
  public static final List<String> WORLDLY =
      List.of("time_now(", "time_now_utc(", "time_since(", "random(", "is_external_url(");

  /** Functions that would look at it are not called; see {@link #WORLDLY}. */
  private static final Setting STILL =
      new Setting(
          Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
          bound -> 0,
          HostNames.OFFLINE,
          ImageDefaults.STANDARD);

  /**
   * Something that a query asked for and that is not evaluated.
   *
   * @param what in words
   * @param entry the context entry; null where a function is meant
   */
  public record NotEvaluated(String what, @Nullable MapValue entry) {}

  private final Resource resource;
  private final AdmissionRequest request;
  private final RuleValues.OfRule given;
  private final Facts facts;
  private final List<ContextEntry> entries;
  private final boolean[] asked;
  private MapValue root;
  private boolean imagesKnown;
  private final Noted noted;
  private final Trace trace;

  /** What a rule asked for in vain, its loops included. */
  private static final class Noted {
    private @Nullable NotEvaluated first;
  }

  private RuleVariables(
      Resource resource,
      AdmissionRequest request,
      RuleValues.OfRule given,
      Facts facts,
      List<ContextEntry> entries,
      boolean[] asked,
      MapValue root,
      boolean imagesKnown,
      Noted noted,
      Trace trace) {
    this.resource = resource;
    this.request = request;
    this.given = given;
    this.facts = facts;
    this.entries = entries;
    this.asked = asked;
    this.root = root;
    this.imagesKnown = imagesKnown;
    this.noted = noted;
    this.trace = trace;
  }

  /**
   * The variables of a rule whose context has these entries.
   *
   * @param rule the name of the rule, for which somebody may have given values
   */
  public static RuleVariables of(
      String rule,
      Resource resource,
      AdmissionRequest request,
      Facts facts,
      List<ContextEntry> entries) {
    return of(rule, resource, request, facts, entries, Trace.OFF);
  }

  /**
   * The variables of a rule whose context has these entries.
   *
   * @param trace hears of what is asked for
   */
  public static RuleVariables of(
      String rule,
      Resource resource,
      AdmissionRequest request,
      Facts facts,
      List<ContextEntry> entries,
      Trace trace) {
    RuleValues.OfRule given = request.ruleValues().of(rule);
    MapValue root = GivenValues.merge(RequestData.of(resource, request), given.values());
    return new RuleVariables(
        resource,
        request,
        given,
        facts,
        entries,
        new boolean[entries.size()],
        GivenValues.merge(root, given, 0, 0),
        false,
        new Noted(),
        trace);
  }

  /**
   * These variables and those of one turn of a loop. What is loaded during the turn is forgotten
   * after it.
   *
   * @param element what the turn is about
   * @param index its number, from 0
   * @param nesting how many loops there are around this one
   * @param more the loop's own context entries
   */
  public RuleVariables inLoop(Value element, int index, int nesting, List<ContextEntry> more) {
    List<ContextEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    boolean[] known = java.util.Arrays.copyOf(asked, all.size());
    Value number = Scalar.of((long) index);
    MapValue inner =
        root.toBuilder()
            .put("element", element)
            .put("element" + nesting, element)
            .put("elementIndex", number)
            .put("elementIndex" + nesting, number)
            .build();
    inner = GivenValues.merge(inner, given, 0, index);
    return new RuleVariables(
        resource, request, given, facts, all, known, inner, imagesKnown, noted, trace);
  }

  /** These variables and one more, which hides another of its name. */
  public RuleVariables with(String name, Value value) {
    MapValue inner = root.toBuilder().put(name, value).build();
    return new RuleVariables(
        resource, request, given, facts, entries, asked.clone(), inner, imagesKnown, noted, trace);
  }

  /** These variables about the object as it has become; images stay what they were. */
  public RuleVariables withObject(MapValue object) {
    MapValue about = root.map("request");
    return about == null ? this : with("request", about.with("object", object));
  }

  /** The first thing that was asked for and is not evaluated; null for none. */
  public @Nullable NotEvaluated notEvaluated() {
    return noted.first;
  }

  /** Who hears of what is looked at. */
  public Trace trace() {
    return trace;
  }

  public Resource resource() {
    return resource;
  }

  @Override
  public boolean deleting() {
    return request.operation() == Operation.DELETE;
  }

  @Override
  public Resolution query(Query query) {
    Resolution resolution = query(query, entries.size());
    if (trace.on()) {
      trace.add(
          resolution instanceof Resolved resolved
              ? new Trace.Asked(query.text(), resolved.value(), "")
              : new Trace.Asked(query.text(), null, ((Unresolved) resolution).reason()));
    }
    return resolution;
  }

  /** Asks with the first so many context entries. */
  private Resolution query(Query query, int limit) {
    String text = query.text();
    for (int i = 0; i < limit; i++) {
      if (!asked[i] && entries.get(i).isMentionedIn(text)) {
        asked[i] = true;
        String problem = load(entries.get(i), i);
        if (problem != null) {
          return new Unresolved(problem);
        }
      }
    }
    if (text.isEmpty()) {
      return new Unresolved("invalid query (nil)");
    }
    if (!imagesKnown && text.contains("images")) {
      imagesKnown = true;
      MapValue images = ImageData.of(resource, ImageDefaults.STANDARD);
      root = images == null || root.containsKey("images") ? root : root.with("images", images);
    }
    if (query.expression().syntaxError().isPresent()) {
      return new Unresolved(
          "incorrect query " + text + ": " + query.expression().syntaxError().get().message());
    }
    Answer answer = evaluate(query, root);
    return answer instanceof Answer.Found found
        ? new Resolved(found.value())
        : new Unresolved("JMESPath query failed: " + answer.error());
  }

  private Answer evaluate(Query query, Value input) {
    for (String function : WORLDLY) {
      if (query.text().contains(function)) {
        note(new NotEvaluated("function " + function + ")", null));
      }
    }
    return query.expression().evaluate(input, STILL);
  }

  private void note(NotEvaluated what) {
    noted.first = noted.first == null ? what : noted.first;
  }

  /** Loads an entry; what is wrong with it, or null. */
  private @Nullable String load(ContextEntry entry, int index) {
    if (entry instanceof ContextEntry.World world) {
      note(
          new NotEvaluated(
              "context entry '" + world.name() + "' (" + world.kind() + ")", world.node()));
      return "context entry " + world.name() + " is not evaluated by this build";
    }
    return load((ContextEntry.Variable) entry, index);
  }

  private @Nullable String load(ContextEntry.Variable entry, int index) {
    Variables before = new Before(index);
    String start = "failed to substitute variables in context entry " + entry.name() + " ";
    String path = "";
    if (entry.jmesPath() != null) {
      Resolution resolution = entry.jmesPath().resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return start + written(entry, "jmesPath") + ": " + unresolved.reason();
      }
      String text = ((Resolved) resolution).value().asString();
      if (text == null) {
        return "jmespath value must be a string "
            + entry.name()
            + " "
            + written(entry, "jmesPath")
            + ": <nil>";
      }
      path = text;
    }
    Value fallback = null;
    if (entry.fallback() != null) {
      Resolution resolution = entry.fallback().resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return start + written(entry, "default") + ": " + unresolved.reason();
      }
      fallback = ((Resolved) resolution).value();
    }
    Resolution output = output(entry, path, before, start, fallback);
    if (output instanceof Unresolved unresolved) {
      return unresolved.reason();
    }
    Value value = ((Resolved) output).value();
    if (value.isNull()) {
      return "failed to add context entry for variable "
          + entry.name()
          + " since it evaluated to nil";
    }
    root = root.with(entry.name(), value);
    return null;
  }

  private Resolution output(
      ContextEntry.Variable entry,
      String path,
      Variables before,
      String start,
      @Nullable Value fallback) {
    Value nothing = fallback == null ? Scalar.of(null) : fallback;
    Value written = null;
    Resolution taken;
    Template template = entry.value();
    if (template != null) {
      Resolution resolution = template.resolve(before);
      if (resolution instanceof Unresolved unresolved) {
        return new Unresolved(start + written(entry, "value") + ": " + unresolved.reason());
      }
      written = ((Resolved) resolution).value();
      if (path.isEmpty()) {
        return new Resolved(written);
      }
      Query query = Query.of(path);
      Answer answer = evaluate(query, written);
      taken =
          answer instanceof Answer.Found found
              ? new Resolved(found.value())
              : new Unresolved(answer.error());
    } else if (path.isEmpty()) {
      return new Resolved(nothing);
    } else {
      taken = before.query(Query.of(path));
      if (taken instanceof Resolved resolved && resolved.value().isNull()) {
        return new Resolved(nothing);
      }
    }
    if (taken instanceof Unresolved unresolved) {
      return fallback != null && !fallback.isNull()
          ? new Resolved(fallback)
          : new Unresolved(
              "failed to apply jmespath "
                  + path
                  + " to variable "
                  + (written == null ? "<nil>" : GoText.format(written))
                  + ": "
                  + unresolved.reason());
    }
    return taken;
  }

  private static String written(ContextEntry.Variable entry, String field) {
    MapValue variable = entry.node().map("variable");
    Value written = variable == null ? null : variable.child(field);
    return written == null ? "" : GoText.format(written);
  }

  /** These variables with the entries before one of them. */
  private final class Before implements Variables {
    private final int limit;

    Before(int limit) {
      this.limit = limit;
    }

    @Override
    public Resolution query(Query query) {
      return RuleVariables.this.query(query, limit);
    }

    @Override
    public boolean deleting() {
      return RuleVariables.this.deleting();
    }
  }
}
