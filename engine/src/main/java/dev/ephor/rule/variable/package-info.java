/**
 * The variables of a rule: the request, the images of the resource, and the rule's context entries,
 * loaded when a query first asks for them. What needs the world beyond the resource is not loaded
 * here: such a query is remembered as not evaluated.
 */
@NullMarked
package dev.ephor.rule.variable;

import org.jspecify.annotations.NullMarked;
