package dev.ephor.yaml;

import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Runs the YAML library's event parser over a text and turns its exceptions into data. */
final class EventReader {

  private static final int SMALLEST_BUFFER = 10;

  /**
   * Settings by the power of two that holds a text whole: the library copies its buffer again for
   * each part of a token that does not fit, which takes minutes for a line of 10 MB.
   */
  private static final LoadSettings[] SETTINGS =
      IntStream.rangeClosed(SMALLEST_BUFFER, 30)
          .mapToObj(bits -> settings(1 << bits))
          .toArray(LoadSettings[]::new);

  private EventReader() {}

  private static LoadSettings settings(int buffer) {
    return LoadSettings.builder()
        .setParseComments(false)
        .setCodePointLimit(Integer.MAX_VALUE)
        .setBufferSize(buffer)
        .setUseMarks(true)
        .build();
  }

  private static LoadSettings settingsFor(String text) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(text.length());
    return SETTINGS[Math.min(Math.max(bits, SMALLEST_BUFFER), 30) - SMALLEST_BUFFER];
  }

  /** Passes on every event up to the first failure, which is returned; null if there is none. */
  static @Nullable SyntaxFailure read(String text, CodePoints offsets, Consumer<Event> events) {
    int reached = 0;
    int depth = 0;
    try {
      LoadSettings settings = settingsFor(text);
      ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
      while (parser.hasNext()) {
        Event event = parser.next();
        reached = event.getStartMark().map(m -> offsets.toUtf16(m.getIndex())).orElse(reached);
        depth += depthChange(event);
        if (depth > YamlLimits.MAX_EVENT_DEPTH) {
          return null;
        }
        if (depth > YamlLimits.MAX_DEPTH
            && event instanceof CollectionStartEvent start
            && start.isFlow()) {
          // The library takes a time that grows with the depth for each token inside brackets.
          return new SyntaxFailure(reached, reached, SyntaxFailure.TOO_DEEP, "");
        }
        if (event instanceof MappingStartEvent start
            && start.isFlow()
            && text.startsWith("{{", reached)) {
          return new SyntaxFailure(reached, reached, SyntaxFailure.TEMPLATE, "");
        }
        events.accept(event);
      }
      return null;
    } catch (MarkedYamlEngineException e) {
      int at = e.getProblemMark().map(m -> offset(m, offsets, text)).orElse(reached);
      int context = e.getContextMark().map(m -> offset(m, offsets, text)).orElse(at);
      return new SyntaxFailure(at, context, e.getProblem(), String.valueOf(e.getContext()));
    } catch (RuntimeException e) {
      // The library has unmarked exceptions too (numbers in directives, code points in escapes).
      return new SyntaxFailure(reached, reached, String.valueOf(e.getMessage()), "");
    }
  }

  private static int depthChange(Event event) {
    return switch (event.getEventId()) {
      case MappingStart, SequenceStart -> 1;
      case MappingEnd, SequenceEnd -> -1;
      default -> 0;
    };
  }

  private static int offset(Mark mark, CodePoints offsets, String text) {
    return Math.min(offsets.toUtf16(mark.getIndex()), text.length());
  }
}
