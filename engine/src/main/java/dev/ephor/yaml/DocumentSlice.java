package dev.ephor.yaml;

/**
 * The range of one document in the text of a file. Slices are adjacent: together they are the whole
 * text. A document's slice begins with its {@code ---} line where it has one (with the directives
 * above it).
 *
 * @param start the offset of its first character in the file
 * @param end the offset after its last character in the file
 */
public record DocumentSlice(int start, int end) {}
