package dev.ephor.policy;

/**
 * Manifests as text that a GeneratingPolicy creates.
 *
 * @param text the documents; where nothing is written, none
 * @param interpolated whether {@code (( ))} in it are expressions; otherwise it is taken as it is
 */
public record CelTemplate(CelClause text, boolean interpolated) {}
