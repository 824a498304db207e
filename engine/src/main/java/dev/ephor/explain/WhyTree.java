package dev.ephor.explain;

import dev.ephor.expression.cel.CelStep;
import dev.ephor.rule.Finding;
import dev.ephor.rule.Trace;
import dev.ephor.rule.Trace.Answer;
import dev.ephor.rule.Trace.Step;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a tree of the events of an evaluation. */
final class WhyTree {

  private static final int LONGEST_ELEMENT = 60;

  private static final Set<Step> SAID_BELOW =
      Set.of(Step.PATTERN, Step.ANY_PATTERN, Step.ALTERNATIVE, Step.LOOP, Step.ELEMENT);

  private static final Set<Step> FILTERED =
      Set.of(Step.MATCH, Step.EXCLUDE, Step.CONSTRAINTS, Step.BINDING);

  private final Shown shown;
  private final Map<Integer, String> paths;
  private final Deque<Open> open = new ArrayDeque<>();

  /**
   * @param paths where the nodes of the policy are in it, by their numbers
   */
  WhyTree(Shown shown, Map<Integer, String> paths) {
    this.shown = shown;
    this.paths = paths;
  }

  /** A step that has not ended. */
  private static final class Open {
    final Trace.@Nullable Began began;
    final List<Why> children = new ArrayList<>();
    final PatternTree pattern = new PatternTree();
    Trace.@Nullable Compared compared;
    Trace.@Nullable Computed computed;
    int cut;

    Open(Trace.@Nullable Began began) {
      this.began = began;
    }
  }

  /** What was looked at, in order. */
  List<Why> of(List<Trace.Event> events) {
    Open root = new Open(null);
    open.push(root);
    events.forEach(this::hear);
    while (open.size() > 1) {
      hear(new Trace.Ended(Answer.ERROR, "", null));
    }
    flush(root);
    return root.children;
  }

  private void hear(Trace.Event event) {
    Open top = open.getFirst();
    if (event instanceof Trace.Began began) {
      open.push(new Open(began));
    } else if (event instanceof Trace.Ended ended) {
      if (top.began != null) {
        open.pop();
        flush(top);
        add(open.getFirst(), step(top, top.began, ended));
      }
    } else if (event instanceof Trace.Compared compared) {
      top.compared = compared;
    } else if (event instanceof Trace.Demanded demanded) {
      top.pattern.add(demanded);
    } else if (event instanceof Trace.Computed computed) {
      top.computed = computed;
      top.cut += computed.cut();
    } else if (event instanceof Trace.Changed changed) {
      changed(top, changed);
    } else {
      add(top, seen(event));
    }
  }

  private static void add(Open parent, Why child) {
    parent.children.add(child);
  }

  private void flush(Open step) {
    if (!step.pattern.isEmpty()) {
      step.pattern.told(shown).forEach(why -> add(step, why));
    }
  }

  private Why seen(Trace.Event event) {
    if (event instanceof Trace.Filtered filtered) {
      Value wanted = filtered.wanted();
      return Why.seen(
          filtered.field(),
          wanted == null ? "" : shown.of(wanted),
          shown.sentence(filtered.seen()),
          filtered.holds() ? Answer.YES : Answer.NO,
          filtered.clause(),
          null);
    } else if (event instanceof Trace.Asked asked) {
      Value value = asked.value();
      return new Why(
          Step.VARIABLE,
          shown.sentence(asked.query()),
          "",
          value == null ? "" : shown.of(value),
          shown.sentence(asked.problem()),
          value == null ? Answer.ERROR : Answer.DONE,
          asked.clause(),
          null,
          value == null ? null : place(value),
          List.of(),
          0);
    }
    Trace.Forbidden forbidden = (Trace.Forbidden) event;
    return Why.seen(
        forbidden.field(),
        "",
        forbidden.seen().isEmpty() ? "not allowed" : shown.sentence(forbidden.seen()),
        Answer.NO,
        null,
        forbidden.manifest());
  }

  /** Made lists have no place; their first item may. */
  private static Place place(Value value) {
    return value.place(Place.Part.VALUE);
  }

  private void changed(Open step, Trace.Changed changed) {
    for (ValueChanges.Change change : ValueChanges.between(changed.before(), changed.after())) {
      String before = change.before() == null ? "" : " (was " + shown.of(change.before()) + ")";
      boolean removed = change.after() == null;
      add(
          step,
          Why.seen(
              (removed ? "removes " : "sets ") + change.path(),
              "",
              removed ? shown.of(change.before()) : shown.of(change.after()) + before,
              Answer.DONE,
              change.after() == null ? changed.clause() : place(change.after()),
              change.at().place(Place.Part.KEY)));
    }
  }

  private Why step(Open step, Trace.Began began, Trace.Ended ended) {
    String name = began.name();
    String title = StepWords.title(began.step(), name);
    String value = "";
    String word = StepWords.answer(began.step(), ended.answer());
    Place manifest = null;
    List<Why> children = step.children;
    Trace.Compared compared = step.compared;
    if (began.step() == Step.CONDITION && compared != null) {
      title =
          shown.of(compared.key()) + " " + compared.operator() + " " + shown.of(compared.value());
      manifest = place(compared.key());
    } else if (began.step() == Step.EXPRESSION) {
      title = expressionTitle(began);
      CelStep root = step.computed == null ? null : step.computed.root();
      if (step.computed != null && root != null) {
        value = root.failed() ? "" : shown.of(root.value());
        manifest = root.place();
        step.cut += root.cut();
        for (CelStep inner : root.parts()) {
          add(step, part(inner, step.computed.text(), began.clause()));
        }
        title += " " + shown.sentence(step.computed.text());
      }
    } else if (ended.value() != null) {
      value = shown.of(ended.value());
      manifest = place(ended.value());
    } else if (began.about() != null) {
      Value about = began.about();
      manifest = place(about);
      value = began.step() == Step.ELEMENT ? shown.upTo(LONGEST_ELEMENT).of(about) : "";
    }
    String said =
        ended.said().isEmpty() || repeats(began.step(), ended.answer())
            ? word
            : shown.sentence(joined(word, ended.said()));
    return new Why(
        began.step(),
        title,
        "",
        value,
        said,
        ended.answer(),
        began.clause(),
        null,
        manifest,
        withoutLoneFilter(began.step(), children),
        step.cut);
  }

  /** What is said of these is said below them, and again at the end. */
  private static boolean repeats(Step step, Answer answer) {
    return answer == Answer.NO && SAID_BELOW.contains(step);
  }

  /** A clause with one filter is that filter. */
  private static List<Why> withoutLoneFilter(Step step, List<Why> children) {
    boolean lone =
        FILTERED.contains(step) && children.size() == 1 && children.get(0).step() == Step.FILTER;
    return lone ? children.get(0).children() : children;
  }

  private static String joined(String word, String said) {
    return word.isEmpty() ? said : word + ": " + said;
  }

  private String expressionTitle(Trace.Began began) {
    String path = paths.getOrDefault(began.clause().node(), "expression");
    path = path.startsWith("spec.") ? path.substring("spec.".length()) : path;
    path = path.endsWith(".expression") ? path.substring(0, path.lastIndexOf('.')) : path;
    return began.name().isEmpty() ? path + ":" : path + " " + began.name() + ":";
  }

  private Why part(CelStep step, String text, Place clause) {
    Answer answer = Answer.DONE;
    if (step.failed()) {
      answer = Answer.ERROR;
    } else if (step.value() instanceof Boolean truth) {
      answer = truth ? Answer.YES : Answer.NO;
    }
    Open node = new Open(null);
    for (CelStep inner : step.parts()) {
      add(node, part(inner, text, clause));
    }
    return new Why(
        null,
        shown.sentence(step.label()),
        "",
        step.failed() ? "" : shown.of(step.value()),
        step.failed() ? shown.sentence(String.valueOf(step.value())) : "",
        answer,
        step.within() == null ? null : clause,
        step.within() == null ? null : new Finding.Part(text, step.within()),
        step.place(),
        node.children,
        step.cut());
  }

  static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
