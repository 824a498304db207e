/**
 * {@code ephor check}: gather files, judge them through a workspace, show what came of it. One
 * output format a class, listed in {@link dev.ephor.cli.check.OutputFormat}; formats turn a {@link
 * dev.ephor.cli.check.CheckResult} into text and decide nothing.
 */
@NullMarked
package dev.ephor.cli.check;

import org.jspecify.annotations.NullMarked;
