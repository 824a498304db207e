/**
 * The variables of a rule: the request, what somebody gave, the images of the resource, and the
 * rule's context entries, loaded when a query first asks for them. What only the world knows is
 * asked as a question; no I/O lives here.
 */
@NullMarked
package dev.ephor.rule.variable;

import org.jspecify.annotations.NullMarked;
