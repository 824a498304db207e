package dev.ephor.ide.command;

import dev.ephor.text.Span;
import dev.ephor.workspace.FileId;

/** A place of a file. */
public record FilePlace(FileId file, Span span) {}
