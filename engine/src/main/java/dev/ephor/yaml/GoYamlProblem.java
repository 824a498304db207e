package dev.ephor.yaml;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What Go's YAML library says of a text that is no YAML. */
public final class GoYamlProblem {

  /** How the words of the Java library begin, and what Go's says instead. */
  private static final Map<String, String> WORDS =
      Map.of(
          "expected the node content", "did not find expected node content",
          "expected ',' or ']'", "did not find expected ',' or ']'",
          "expected ',' or '}'", "did not find expected ',' or '}'",
          "expected '<document start>'", "did not find expected <document start>",
          "mapping values are not allowed here", "mapping values are not allowed in this context",
          "could not find expected ':'", "could not find expected ':'",
          "found unexpected end of stream", "found unexpected end of stream",
          "sequence entries are not allowed here",
              "block sequence entries are not allowed in this context");

  private GoYamlProblem() {}

  /** The message, or null where the text can be read. */
  public static @Nullable String of(String text) {
    try {
      for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
        if (event.getEventId() == Event.ID.StreamEnd) {
          break;
        }
      }
      return null;
    } catch (MarkedYamlEngineException wrong) {
      int line = line(text, wrong);
      return "yaml: " + (line == 0 ? "" : "line " + line + ": ") + words(wrong);
    } catch (YamlEngineException wrong) {
      return "yaml: " + wrong.getMessage();
    }
  }

  /** The line of the context, else of the problem; Go counts neither quite from one. */
  private static int line(String text, MarkedYamlEngineException wrong) {
    int more = wrong instanceof ScannerException ? 1 : 0;
    int context = wrong.getContextMark().map(Mark::getLine).orElse(0);
    if (context != 0) {
      return context + more;
    }
    Optional<Mark> mark = wrong.getProblemMark();
    if (mark.isEmpty()) {
      return 0;
    }
    boolean atEnd = mark.get().getIndex() >= text.codePointCount(0, text.length());
    int problem = mark.get().getLine() + (atEnd && mark.get().getColumn() != 0 ? 1 : 0);
    return problem == 0 ? 0 : problem + more;
  }

  private static String words(MarkedYamlEngineException wrong) {
    String problem = String.valueOf(wrong.getProblem());
    String context = String.valueOf(wrong.getContext());
    if (problem.startsWith("expected <block end>")) {
      return context.contains("collection")
          ? "did not find expected '-' indicator"
          : "did not find expected key";
    }
    if (problem.contains("that cannot start any token")) {
      return "found character that cannot start any token";
    }
    for (Map.Entry<String, String> entry : WORDS.entrySet()) {
      if (problem.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return problem;
  }
}
