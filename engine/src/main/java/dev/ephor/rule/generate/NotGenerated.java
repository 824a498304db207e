package dev.ephor.rule.generate;

import dev.ephor.value.Value;

/**
 * Why a rule cannot make its documents.
 *
 * @param reason in words
 * @param clause the part of the rule that asks for the impossible
 */
public record NotGenerated(String reason, Value clause) {}
