package dev.ephor.rule;

import java.util.ArrayList;
import java.util.List;

/** Keeps the events of one evaluation, up to a limit; what comes after it is counted. */
public final class TraceLog implements Trace {

  /** How many events are kept of one rule. */
  public static final int MOST = 100_000;

  private final List<Event> events = new ArrayList<>();
  private int open;
  private int unheard;
  private int cut;

  @Override
  public void add(Event event) {
    if (event instanceof Began) {
      if (full()) {
        unheard++;
        cut++;
        return;
      }
      open++;
    } else if (event instanceof Ended) {
      if (unheard > 0) {
        unheard--;
        return;
      } else if (open == 0) {
        return;
      }
      open--;
    } else if (full() || unheard > 0) {
      cut++;
      return;
    }
    events.add(event);
  }

  private boolean full() {
    return events.size() >= MOST;
  }

  /** Ends what was begun and broken off, so that every step has its end. */
  public void close(Answer answer, String said) {
    unheard = 0;
    while (open > 0) {
      end(answer, said);
    }
  }

  /** What was heard, in order. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** How many events were not kept. */
  public int cut() {
    return cut;
  }
}
