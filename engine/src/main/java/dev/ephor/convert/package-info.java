/**
 * From rules of a ClusterPolicy to policies that are written in CEL, and the proof that both say
 * the same. What cannot be said in CEL is named with its clause and the reason. Pure functions: no
 * files, no formats of commands.
 */
@NullMarked
package dev.ephor.convert;

import org.jspecify.annotations.NullMarked;
