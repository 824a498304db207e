package dev.ephor.preview;

/**
 * Why something cannot be shown, or would not happen.
 *
 * @param resource such as {@code Pod default/web}
 * @param rule who wanted it, such as {@code add-labels/team}
 * @param reason in words
 */
public record Trouble(String resource, String rule, String reason) {}
