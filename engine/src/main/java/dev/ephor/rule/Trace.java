package dev.ephor.rule;

import dev.ephor.expression.cel.CelStep;
import dev.ephor.value.Place;
import dev.ephor.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what is looked at while a rule is evaluated: the material of "why" and "why not". Whoever
 * does not want to know passes {@link #OFF}, which costs nothing: nobody makes an event for it.
 */
@FunctionalInterface
public interface Trace {

  /** Hears nothing. */
  Trace OFF = event -> {};

  void add(Event event);

  /** Whether events are wanted. */
  default boolean on() {
    return this != OFF;
  }

  /** Tells that a step begins; what follows belongs to it until {@link #end}. */
  default void begin(Step step, Value clause, String name) {
    begin(step, clause, name, null);
  }

  /**
   * Tells that a step begins; what follows belongs to it until {@link #end}.
   *
   * @param about what the step is about; null for nothing in particular
   */
  default void begin(Step step, Value clause, String name, @Nullable Value about) {
    if (on()) {
      add(new Began(step, clause.place(Place.Part.VALUE), name, about));
    }
  }

  /** Tells that the innermost step ends. */
  default void end(Answer answer, String said) {
    if (on()) {
      add(new Ended(answer, said, null));
    }
  }

  /** Tells that the innermost step ends, which was a question with yes or no as its answer. */
  default void end(boolean holds) {
    end(holds ? Answer.YES : Answer.NO, "");
  }

  /** Something that was looked at. */
  sealed interface Event {}

  /** A part of an evaluation. */
  enum Step {
    /** {@code match}: whether a rule concerns the resource. */
    MATCH,
    /** {@code exclude}. */
    EXCLUDE,
    /** One filter of {@code match} or {@code exclude}, or one resource rule. */
    FILTER,
    /** {@code matchConstraints}, or {@code matchResources} of a binding. */
    CONSTRAINTS,
    /** A binding of an admission policy. */
    BINDING,
    /** An exception. */
    EXCEPTION,
    /** {@code matchConditions} or {@code celPreconditions}. */
    MATCH_CONDITIONS,
    PRECONDITIONS,
    /** Conditions elsewhere: of exceptions, cleanup policies and attestations. */
    CONDITIONS,
    /** {@code deny}. */
    DENY,
    /** A block {@code any} of conditions. */
    ANY,
    /** A block {@code all} of conditions. */
    ALL,
    /** One condition. */
    CONDITION,
    /** A variable is asked for; no step of its own, but told like one. */
    VARIABLE,
    /** A context entry is loaded. */
    ENTRY,
    /** {@code foreach}. */
    LOOP,
    /** A turn of a loop. */
    ELEMENT,
    PATTERN,
    ANY_PATTERN,
    /** One of the patterns of {@code anyPattern}. */
    ALTERNATIVE,
    POD_SECURITY,
    /** A control of the Pod Security Standards. */
    CONTROL,
    /** An expression in CEL. */
    EXPRESSION,
    MUTATE,
    /** An existing object that is to be changed. */
    TARGET,
    GENERATE,
    /** An image is verified. */
    IMAGE,
    /** On an update: whether the old object was wrong already. */
    OLD_OBJECT
  }

  /** What came of a step. */
  enum Answer {
    /** It holds, matches or passes. */
    YES,
    NO,
    /** It has nothing to say of the resource. */
    SKIP,
    /** It could not be told. */
    ERROR,
    /** There is no yes or no. */
    DONE;

    /** The answer of a step that came to a verdict. */
    public static Answer of(Status status) {
      return switch (status) {
        case PASS -> YES;
        case FAIL, WARN -> NO;
        case SKIP -> SKIP;
        case ERROR -> ERROR;
      };
    }
  }

  /**
   * A step begins.
   *
   * @param clause what asks for it
   * @param name what tells it from its likes: the name of an entry, the number of an element
   * @param about what it is about; null for nothing in particular
   */
  record Began(Step step, Place clause, String name, @Nullable Value about) implements Event {}

  /**
   * The innermost step ends.
   *
   * @param said what there is to say; empty for nothing
   * @param value what came of it; null for nothing but the answer
   */
  record Ended(Answer answer, String said, @Nullable Value value) implements Event {}

  /**
   * A condition on the resource or the request was tried.
   *
   * @param clause the condition
   * @param field its name, such as {@code kinds}
   * @param wanted what is wanted; null where that cannot be shown
   * @param seen what there is, in words
   * @param holds whether it holds
   */
  record Filtered(Place clause, String field, @Nullable Value wanted, String seen, boolean holds)
      implements Event {}

  /**
   * A variable was asked for.
   *
   * @param query the expression
   * @param clause the text that it stands in; null where it stands in none
   * @param value what it is; null where it has none
   * @param problem why it has none; empty where it has one
   */
  record Asked(String query, @Nullable Place clause, @Nullable Value value, String problem)
      implements Event {}

  /**
   * A condition was tried.
   *
   * @param clause the condition
   * @param key what its key became
   * @param operator as written
   * @param value what its value became
   * @param holds whether it holds
   */
  record Compared(Place clause, Value key, String operator, Value value, boolean holds)
      implements Event {}

  /**
   * A pattern's demand was held against the resource.
   *
   * @param clause the demand
   * @param path keys and numbers from where the pattern begins
   * @param key the key as the pattern has it, with its anchor
   * @param wanted the demand, with variables filled in
   * @param manifest what it was held against; for something missing the key of its nearest existing
   *     ancestor
   * @param seen what is there; null for nothing
   * @param met whether it is met
   */
  record Demanded(
      Place clause,
      List<Object> path,
      String key,
      Value wanted,
      Place manifest,
      @Nullable Value seen,
      boolean met)
      implements Event {
    public Demanded {
      path = List.copyOf(path);
    }
  }

  /**
   * A field is not as a control allows.
   *
   * @param field its path in the pod
   * @param seen what is there, in words
   * @param manifest where it stands
   */
  record Forbidden(String field, String seen, Place manifest) implements Event {}

  /**
   * An object was changed.
   *
   * @param clause what changed it
   * @param before the whole object
   * @param after the whole object
   */
  record Changed(Place clause, Value before, Value after) implements Event {}

  /**
   * An expression in CEL came to something.
   *
   * @param text the expression as it was evaluated; auto-generation puts words in between
   * @param root its parts; null where they are not known
   * @param cut how many evaluations of parts are left out for being too many
   */
  record Computed(String text, @Nullable CelStep root, int cut) implements Event {}
}
