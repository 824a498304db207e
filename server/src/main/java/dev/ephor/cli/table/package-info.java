/**
 * Tables and colours of the commands that the reference has as well. No command's own matter lives
 * here.
 */
@NullMarked
package dev.ephor.cli.table;

import org.jspecify.annotations.NullMarked;
