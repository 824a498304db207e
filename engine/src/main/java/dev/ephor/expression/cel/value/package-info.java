/**
 * What CEL expressions compute with: plain Java objects (Long, Double, String, Boolean, List, Map,
 * Optional, Duration) and the few types that Java lacks, with CEL's equality, order and texts. No
 * function of a library lives here.
 */
@NullMarked
package dev.ephor.expression.cel.value;

import org.jspecify.annotations.NullMarked;
