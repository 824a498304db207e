package dev.ephor.ide.completion;

import dev.ephor.ide.Typed;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is proposed at the cursor of a text, and what becomes of the text when a proposal is taken.
 *
 * @param typed the workspace
 * @param proposals the proposals in their order
 */
record Proposed(Typed typed, List<Proposal> proposals) {

  private static final Pattern STOP =
      Pattern.compile(
          "\\$\\d|\\$\\{\\d:(?<preset>(?:[^}\\\\]|\\\\.)*)}|\\$\\{\\d\\|(?<first>[^,|]*)[^|]*\\|}");

  /** One file; {@code |} is the cursor. */
  static Proposed at(String text) {
    return of("a.yaml", text);
  }

  /** Several files: name, text, name, text; {@code |} is the cursor in the first. */
  static Proposed of(String... filesAndTexts) {
    String[] texts = filesAndTexts.clone();
    int cursor = texts[1].indexOf('|');
    texts[1] = texts[1].substring(0, cursor) + "‸" + texts[1].substring(cursor + 1);
    return marked(texts);
  }

  /** Texts with bars in them: {@code ‸} is the cursor. */
  static Proposed marked(String... filesAndTexts) {
    Typed typed = Typed.atCursor(filesAndTexts);
    return new Proposed(typed, Completions.at(typed.snapshot(), typed.file(), typed.cursor()));
  }

  List<String> labels() {
    return proposals.stream().map(Proposal::label).toList();
  }

  Proposal proposal(String label) {
    return proposals.stream()
        .filter(proposal -> proposal.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not among " + labels()));
  }

  /** The text after a proposal; places to stop are shown as {@code ‸}, choices as their first. */
  String take(String label) {
    Proposal proposal = proposal(label);
    String text = typed.text();
    int start = proposal.replace().start();
    int line = text.lastIndexOf('\n', start - 1) + 1;
    int indent = line;
    while (indent < start && text.charAt(indent) == ' ') {
      indent++;
    }
    String put = proposal.text();
    if (proposal.snippet()) {
      put = put.replace("\n", "\n" + " ".repeat(indent - line));
      put =
          STOP.matcher(put)
              .replaceAll(
                  stop -> {
                    Matcher found = STOP.matcher(stop.group());
                    boolean unused = found.matches();
                    String shown =
                        found.group("preset") != null
                            ? found.group("preset")
                            : found.group("first") != null ? found.group("first") : "‸";
                    return Matcher.quoteReplacement(shown);
                  })
              .replaceAll("\\\\([$}\\\\])", "$1");
    }
    return text.substring(0, start) + put + text.substring(proposal.replace().end());
  }
}
