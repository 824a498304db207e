/**
 * Names and what they name: policies, rules, context entries, variables, objects; where they are
 * given and where they are used, in files and in expressions. Definition, references, highlights
 * and rename are questions to one index. No protocol types.
 */
@NullMarked
package dev.ephor.ide.names;

import org.jspecify.annotations.NullMarked;
