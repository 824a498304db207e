package dev.ephor.cli.manifests;

/**
 * A place as people look for it.
 *
 * @param file as it was asked for
 * @param line from 1
 * @param column from 1
 * @param text of the line
 */
public record WrittenPlace(String file, int line, int column, String text) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
