package dev.ephor.cli.check;

import java.io.IOException;

/** Turns a result into text. Decides nothing and reads nothing. */
interface CheckFormat {

  /**
   * Writes a result.
   *
   * @throws IOException when {@code out} refuses it
   */
  void write(CheckResult result, Presentation presentation, Appendable out) throws IOException;

  /**
   * How to write.
   *
   * @param names how files are called
   * @param palette colours, for formats that have any
   * @param failOn what makes the check fail
   * @param quiet whether only that is wanted, without a summary
   * @param verdicts whether manifests were judged, and not only policies looked at
   */
  record Presentation(
      ShownNames names, Palette palette, FailOn failOn, boolean quiet, boolean verdicts) {

    Presentation(ShownNames names, Palette palette, FailOn failOn, boolean quiet) {
      this(names, palette, failOn, quiet, true);
    }
  }
}
