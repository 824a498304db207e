package dev.ephor.files;

import java.nio.file.Path;

/**
 * A file or folder that could not be read.
 *
 * @param path which
 * @param reason why, in words
 */
public record Unreadable(Path path, String reason) {}
