package dev.ephor.cli.check;

/**
 * The output formats. A new one is a class that implements {@link CheckFormat} and a line here; the
 * names are what users type.
 */
enum OutputFormat {
  text(new TextFormat()),
  json(new JsonFormat()),
  sarif(new SarifFormat()),
  github(new GitHubFormat()),
  gitlab(new GitLabFormat()),
  junit(new JUnitFormat()),
  checkstyle(new CheckstyleFormat()),
  markdown(new MarkdownFormat()),
  html(new HtmlFormat());

  private final CheckFormat format;

  OutputFormat(CheckFormat format) {
    this.format = format;
  }

  CheckFormat format() {
    return format;
  }
}
