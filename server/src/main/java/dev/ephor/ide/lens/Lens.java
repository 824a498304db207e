package dev.ephor.ide.lens;

import dev.ephor.ide.command.Invocation;
import dev.ephor.text.Span;
import java.util.Optional;

/**
 * A line that an editor shows above another.
 *
 * @param span of the text that it is about; it is shown above its first line
 * @param title what it says
 * @param invocation what a click on it does
 */
public record Lens(Span span, String title, Optional<Invocation> invocation) {}
