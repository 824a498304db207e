package dev.ephor.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.cli.check.CheckFormat.Presentation;
import dev.ephor.cli.check.CheckResult.Findings;
import dev.ephor.text.Severity;
import dev.ephor.text.SourceText;
import dev.ephor.text.Span;
import dev.ephor.workspace.Diagnostic;
import dev.ephor.workspace.FileId;
import dev.ephor.workspace.Snapshot.Counts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Messages are text of whoever wrote the policy; in no format may they become markup. */
class HostileTextTest {

  private static final String HOSTILE =
      "50% of <b>\"pods\"</b> & 'more'\n::error::no\u0007 | `x` ]]> \ud800 end";

  private static CheckResult result(int findings) {
    FileId file = new FileId("/w/a,b:c%.yaml");
    SourceText text = SourceText.of("kind: Pod\n");
    Diagnostic diagnostic =
        new Diagnostic(new Span(0, 4), Severity.ERROR, "p/r", HOSTILE, List.of(), null);
    return new CheckResult(
        List.of(new Findings(file, text, Collections.nCopies(findings, diagnostic))),
        Map.of(file, text),
        List.of(file),
        new Counts(1, 1, 0, 1, 0, 0, 0),
        List.of());
  }

  private static String written(OutputFormat format, CheckResult result) throws IOException {
    StringBuilder out = new StringBuilder();
    format
        .format()
        .write(
            result,
            new Presentation(new ShownNames(Path.of("/w")), Palette.PLAIN, FailOn.error, false),
            out);
    return out.toString();
  }

  private static Document xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aWorkflowCommandIsOneLine() throws IOException {
    assertThat(written(OutputFormat.github, result(1)).lines().toList())
        .first()
        .asString()
        .startsWith(
            "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=5,title=p/r::50%25 of")
        .contains("%0A::error::no");
  }

  @Test
  void xmlIsWellFormedAndSaysTheSame() throws Exception {
    Element error =
        (Element)
            xml(written(OutputFormat.checkstyle, result(1))).getElementsByTagName("error").item(0);
    String said = HOSTILE.replace('\u0007', '?').replace('\ud800', '?');
    assertThat(error.getAttribute("message")).isEqualTo(said);

    Element failure =
        (Element)
            xml(written(OutputFormat.junit, result(1))).getElementsByTagName("failure").item(0);
    assertThat(failure.getTextContent()).isEqualTo("1:1 error p/r: " + said);
  }

  @Test
  void aTablesCellStaysACell() throws IOException {
    assertThat(written(OutputFormat.markdown, result(1)).lines().toList())
        .last()
        .asString()
        .isEqualTo(
            "| a,b:c%.yaml:1 | p/r | 50% of &lt;b&gt;\"pods\"&lt;/b&gt; &amp; 'more'<br>::error::no"
                + "  \\| \\`x\\` \\]\\]&gt; \ud800 end |");
  }

  @Test
  void aPageShowsItAsText() throws IOException {
    assertThat(written(OutputFormat.html, result(1)))
        .contains("50% of &lt;b&gt;&quot;pods&quot;&lt;/b&gt; &amp; 'more'")
        .doesNotContain("<b>\"pods");
  }

  @Test
  void whatReadersDoNotTakeIsLeftOutAndSaid() throws IOException {
    String sarif = written(OutputFormat.sarif, result(25_002));
    assertThat(sarif.split("\"ruleId\"", -1)).hasSize(25_001);
    assertThat(sarif).contains("2 results are left out");
    assertThat(written(OutputFormat.markdown, result(502)))
        .endsWith("2 more are not shown; `-o json` has all.\n");
  }
}
