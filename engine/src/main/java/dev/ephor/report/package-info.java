/**
 * Result documents such as policy reports, as plain records in the shape of their formats. Turning
 * them into JSON or YAML is the business of whoever prints them. Nothing is evaluated here.
 */
@NullMarked
package dev.ephor.report;

import org.jspecify.annotations.NullMarked;
