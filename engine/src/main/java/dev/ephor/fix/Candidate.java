package dev.ephor.fix;

import dev.ephor.value.Value;

/**
 * A value that may be what is demanded.
 *
 * @param cost how much less likely, or less wanted, than another; 0 for the obvious
 * @param guessed whether it stands for a value that only the author knows
 */
record Candidate(Value value, int cost, boolean guessed) {}
