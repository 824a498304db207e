/**
 * {@code ephor apply}: policies and resources are read, the engine admits each resource, and what
 * the policies say is printed as the reference prints it. Nothing is evaluated here, and no other
 * command's files live here.
 */
@NullMarked
package dev.ephor.cli.apply;

import org.jspecify.annotations.NullMarked;
