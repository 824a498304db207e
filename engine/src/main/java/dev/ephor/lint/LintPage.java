package dev.ephor.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The page that explains a lint: a file of {@code docs/lints}, which the build packs.
 *
 * @param lint the lint
 * @param text the page, as Markdown
 */
public record LintPage(Lint lint, String text) {

  /** The page of a lint. */
  public static LintPage of(Lint lint) {
    String file = lint.name() + ".md";
    try (InputStream page = LintPage.class.getResourceAsStream(file)) {
      if (page == null) {
        throw new IllegalStateException("the build has packed no page docs/lints/" + file);
      }
      return new LintPage(lint, new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The page that explains a name: that of a lint or, of a check that says something related, its
   * code.
   *
   * @param name with or without {@code lint/}
   */
  public static Optional<LintPage> explaining(String name) {
    String plain = name.startsWith(Lint.CODE) ? name.substring(Lint.CODE.length()) : name;
    Optional<LintPage> own = Lints.named(plain).map(LintPage::of);
    return own.isPresent()
        ? own
        : Lints.all().stream()
            .map(LintPage::of)
            .filter(page -> page.section("Related").contains("`" + plain + "`"))
            .findFirst();
  }

  /** What the lint is about, in a sentence or two on one line. */
  public String summary() {
    int start = text.indexOf("\n\n") + 2;
    return text.substring(start, text.indexOf("\n\n", start)).replace('\n', ' ');
  }

  /** What stands under a heading; empty where there is none. */
  public String section(String heading) {
    String line = "\n## " + heading + "\n";
    int start = text.indexOf(line);
    if (start < 0) {
      return "";
    }
    int end = text.indexOf("\n## ", start + line.length());
    return text.substring(start + line.length(), end < 0 ? text.length() : end).strip();
  }
}
