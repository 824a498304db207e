package dev.ephor.preview;

import dev.ephor.preview.DiffLine.Kind;
import dev.ephor.text.DiffHunk;
import dev.ephor.workspace.FileId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A preview for people: a unified diff in which each changed line has the rule that changed it at
 * its side, as a comment; below it what is generated, deleted, or not possible.
 */
public final class PreviewText {

  /** Rules stand no further right than this, however long a line is. */
  private static final int WIDEST = 72;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm VV", Locale.ROOT);

  private final Function<FileId, String> names;
  private final StringBuilder out = new StringBuilder();

  private PreviewText(Function<FileId, String> names) {
    this.names = names;
  }

  /**
   * The text; empty for a preview that has nothing to tell.
   *
   * @param names how files are called
   */
  public static String of(FilePreview preview, Function<FileId, String> names) {
    PreviewText text = new PreviewText(names);
    text.write(preview);
    return text.out.toString();
  }

  private void write(FilePreview preview) {
    String name = names.apply(preview.file());
    if (preview.changes()) {
      out.append("--- ").append(name).append('\n');
      out.append("+++ ").append(name).append(" (mutated)\n");
      diff(preview.lines());
    }
    preview.made().forEach(this::made);
    preview.deletions().forEach(this::deletion);
    for (Trouble trouble : preview.troubles()) {
      out.append(name + ": " + trouble.resource() + ", " + trouble.rule() + ": ");
      out.append(trouble.reason()).append('\n');
    }
  }

  private void made(Made made) {
    String verb =
        made.existing().isPresent() && made.source().isEmpty() && isTarget(made)
            ? "changed"
            : "generated";
    out.append(verb + " for " + made.trigger() + " by " + made.rule() + ": " + made.name() + "\n");
    made.source()
        .ifPresent(
            source ->
                out.append("# copy of " + source.name() + " in " + names.apply(source.file()))
                    .append('\n'));
    made.existing()
        .ifPresent(there -> out.append("# there is one in " + names.apply(there.file()) + "\n"));
    out.append("# ").append(made.synchronisation()).append('\n');
    if (made.existing().isEmpty()) {
      made.text().lines().forEach(line -> out.append('+').append(line).append('\n'));
    } else {
      diff(made.existing().get().lines());
    }
  }

  private static boolean isTarget(Made made) {
    return made.synchronisation().equals(Making.CHANGED);
  }

  private void deletion(Deletion deletion) {
    out.append("deleted by " + deletion.policy() + ": " + deletion.resource() + " at ");
    out.append(
        deletion
            .at()
            .map(at -> TIME.format(at) + " (schedule " + deletion.schedule() + ")")
            .orElse("the times of the schedule " + deletion.schedule()));
    out.append(", because ").append(deletion.because()).append('\n');
  }

  private void diff(List<DiffLine> lines) {
    String signs =
        lines.stream().map(line -> "" + line.kind().sign()).collect(Collectors.joining());
    for (DiffHunk hunk : DiffHunk.of(signs)) {
      out.append(hunk.header()).append('\n');
      hunk(lines.subList(hunk.from(), hunk.to()));
    }
  }

  private void hunk(List<DiffLine> shown) {
    int widest =
        shown.stream()
            .filter(line -> line.kind() != Kind.KEPT)
            .mapToInt(line -> line.text().length())
            .filter(width -> width <= WIDEST)
            .max()
            .orElse(0);
    for (DiffLine line : shown) {
      out.append(line.kind().sign()).append(line.text());
      if (!line.rules().isEmpty()) {
        out.append(" ".repeat(Math.max(0, widest - line.text().length())));
        out.append("  # ").append(String.join(", ", line.rules()));
      }
      out.append('\n');
    }
  }
}
