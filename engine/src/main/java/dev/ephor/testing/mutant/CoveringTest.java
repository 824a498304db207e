package dev.ephor.testing.mutant;

import dev.ephor.testing.Surroundings;
import dev.ephor.testing.TestDocument;
import dev.ephor.testing.TestFiles;

/**
 * A test that names a policy.
 *
 * @param name such as its file, for reports
 * @param test what it says
 * @param files what it reads
 * @param surroundings what is real in its world; the same whenever it is run
 */
public record CoveringTest(
    String name, TestDocument test, TestFiles files, Surroundings surroundings) {}
