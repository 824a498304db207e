/**
 * What policies that are written in CEL do with one resource: whether they concern it, what their
 * expressions say, and in which words. Two machines are here: that of Kyverno's own kinds and that
 * of the API server's admission policies, which {@code validate.cel} uses too. Results are plain
 * records; turning them into outcomes of rules is the business of the evaluation.
 */
@NullMarked
package dev.ephor.rule.cel;

import org.jspecify.annotations.NullMarked;
