/** Rules for pod controllers, made from rules for pods as tree rewrites that keep origins. */
@NullMarked
package dev.ephor.autogen;

import org.jspecify.annotations.NullMarked;
