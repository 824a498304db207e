package dev.ephor.ide.links;

import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;

/** Something in a text that can be opened. */
public sealed interface Link {

  /** Where it stands in the file. */
  Span span();

  /**
   * The name of a file or folder.
   *
   * @param target the file or folder
   */
  record ToFile(Span span, FileId target) implements Link {}

  /**
   * The name of something that has a page.
   *
   * @param address its URL
   */
  record ToPage(Span span, String address) implements Link {}
}
