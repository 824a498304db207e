package dev.ephor.yaml;

import dev.ephor.text.Severity;
import dev.ephor.text.Span;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the text of one document. Never throws: what cannot be read is a {@link Problem}. */
public final class YamlParser {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setParseComments(true)
          .setCodePointLimit(Integer.MAX_VALUE)
          .setUseMarks(true)
          .build();

  private YamlParser() {}

  /**
   * Parses one document, as {@link DocumentSplitter} cuts it.
   *
   * @param source the identity that the document's values carry
   * @param text the document's text and nothing else
   */
  public static YamlDocument parse(Source source, String text) {
    List<Problem> problems = new ArrayList<>();
    CodePoints offsets = CodePoints.of(text);
    TreeBuilder builder = new TreeBuilder(source, text, offsets, problems);
    try {
      ParserImpl events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
      while (events.hasNext()) {
        builder.accept(events.next());
      }
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      int at = mark.map(m -> offsets.toUtf16(m.getIndex())).orElse(text.length());
      problems.add(problem(Math.min(at, text.length()), e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(problem(0, String.valueOf(e.getMessage())));
    }
    Value root = builder.finish();
    return new YamlDocument(root, builder.spans(), builder.comments(), problems);
  }

  private static Problem problem(int offset, String message) {
    return new Problem(Span.at(offset), Severity.ERROR, "syntax", message);
  }
}
