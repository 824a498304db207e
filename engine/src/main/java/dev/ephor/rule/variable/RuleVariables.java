package dev.ephor.rule.variable;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.AdmissionRequest.Operation;
import dev.ephor.context.Facts;
import dev.ephor.context.ImageDefaults;
import dev.ephor.context.RuleValues;
import dev.ephor.expression.jmespath.Answer;
import dev.ephor.expression.template.Query;
import dev.ephor.expression.template.Resolution;
import dev.ephor.expression.template.Resolution.Resolved;
import dev.ephor.expression.template.Resolution.Unresolved;
import dev.ephor.expression.template.Variables;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Trace;
import dev.ephor.value.MapValue;
import dev.ephor.value.Place;
import dev.ephor.value.Scalar;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one rule and one resource. Context entries are loaded when a query first
 * mentions them, in their order, and see only entries before them. For one thread.
 */
public final class RuleVariables implements Variables {

  /**
   * The rule that asks.
   *
   * @param policyNamespace the namespace to which its policy is confined; empty for none
   * @param name its name, for which somebody may have given values
   */
  public record Asker(String policyNamespace, String name) {}

  private final Resource resource;
  private final AdmissionRequest request;
  private final RuleValues.OfRule given;
  private final EntryLoader loader;
  private final List<ContextEntry> entries;
  private final boolean[] asked;
  private MapValue root;
  private boolean imagesKnown;
  private final Trace trace;

  private RuleVariables(
      Resource resource,
      AdmissionRequest request,
      RuleValues.OfRule given,
      EntryLoader loader,
      List<ContextEntry> entries,
      boolean[] asked,
      MapValue root,
      boolean imagesKnown,
      Trace trace) {
    this.resource = resource;
    this.request = request;
    this.given = given;
    this.loader = loader;
    this.entries = entries;
    this.asked = asked;
    this.root = root;
    this.imagesKnown = imagesKnown;
    this.trace = trace;
  }

  /**
   * The variables of a rule whose context has these entries.
   *
   * @param asker whose variables they are
   */
  public static RuleVariables of(
      Asker asker,
      Resource resource,
      AdmissionRequest request,
      Facts facts,
      List<ContextEntry> entries) {
    return of(asker, resource, request, facts, entries, Trace.OFF);
  }

  /**
   * The variables of a rule whose context has these entries.
   *
   * @param asker whose variables they are
   * @param trace hears of what is asked for
   */
  public static RuleVariables of(
      Asker asker,
      Resource resource,
      AdmissionRequest request,
      Facts facts,
      List<ContextEntry> entries,
      Trace trace) {
    RuleValues.OfRule given = request.ruleValues().of(asker.name());
    MapValue root = GivenValues.merge(RequestData.of(resource, request), given.values());
    return new RuleVariables(
        resource,
        request,
        given,
        new EntryLoader(facts, AskedSetting.of(facts), asker.policyNamespace()),
        entries,
        new boolean[entries.size()],
        GivenValues.merge(root, given, 0, 0),
        false,
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
        resource, request, given, loader, all, known, inner, imagesKnown, trace);
  }

  /** These variables and one more, which hides another of its name. */
  public RuleVariables with(String name, Value value) {
    MapValue inner = root.toBuilder().put(name, value).build();
    return new RuleVariables(
        resource, request, given, loader, entries, asked.clone(), inner, imagesKnown, trace);
  }

  /** These variables about the object as it has become; images stay what they were. */
  public RuleVariables withObject(MapValue object) {
    MapValue about = root.map("request");
    return about == null ? this : with("request", about.with("object", object));
  }

  /**
   * These variables and an existing object that is to be changed.
   *
   * @param more context entries about it
   */
  public RuleVariables withTarget(MapValue target, List<ContextEntry> more) {
    List<ContextEntry> all = new ArrayList<>(entries);
    all.addAll(more);
    return new RuleVariables(
        resource,
        request,
        given,
        loader,
        all,
        java.util.Arrays.copyOf(asked, all.size()),
        root.with("target", target),
        imagesKnown,
        trace);
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
    return told(query, null, query(query, entries.size()));
  }

  @Override
  public Resolution query(Query query, Scalar written) {
    return told(query, written, query(query, entries.size()));
  }

  private Resolution told(Query query, @Nullable Scalar written, Resolution resolution) {
    if (trace.on()) {
      Place clause = written == null ? null : written.place(Place.Part.VALUE);
      trace.add(
          resolution instanceof Resolved resolved
              ? new Trace.Asked(query.text(), clause, resolved.value(), "")
              : new Trace.Asked(query.text(), clause, null, ((Unresolved) resolution).reason()));
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
    Answer answer = loader.evaluate(query, root);
    return answer instanceof Answer.Found found
        ? new Resolved(found.value())
        : new Unresolved("JMESPath query failed: " + answer.error());
  }

  /** Loads an entry; what is wrong with it, or null. */
  private @Nullable String load(ContextEntry entry, int index) {
    trace.begin(Trace.Step.ENTRY, entry.node(), entry.name());
    EntryLoader.Loaded loaded = loader.load(entry, new Before(index));
    if (loaded instanceof EntryLoader.Loaded.Found found) {
      root =
          found.merges()
              ? GivenValues.add(root, entry.name(), found.value())
              : root.with(entry.name(), found.value());
    }
    if (trace.on()) {
      trace.add(
          loaded instanceof EntryLoader.Loaded.Failed failed
              ? new Trace.Ended(Trace.Answer.ERROR, failed.reason(), null)
              : loaded instanceof EntryLoader.Loaded.Found
                  ? new Trace.Ended(Trace.Answer.DONE, "", root.child(entry.name()))
                  : new Trace.Ended(Trace.Answer.SKIP, "it is not known here", null));
    }
    return loaded instanceof EntryLoader.Loaded.Failed failed ? failed.reason() : null;
  }

  /** These variables with the entries before one of them. */
  private final class Before implements Variables {
    private final int limit;

    Before(int limit) {
      this.limit = limit;
    }

    @Override
    public Resolution query(Query query) {
      return told(query, null, RuleVariables.this.query(query, limit));
    }

    @Override
    public Resolution query(Query query, Scalar written) {
      return told(query, written, RuleVariables.this.query(query, limit));
    }

    @Override
    public boolean deleting() {
      return RuleVariables.this.deleting();
    }
  }
}
