/**
 * How far a policy reaches: how many resources its rules let pass or fail, and what becomes of them
 * when it is changed. Pure functions of snapshots, for the editor and the command line alike; no
 * formats, no protocol.
 */
@NullMarked
package dev.ephor.impact;

import org.jspecify.annotations.NullMarked;
