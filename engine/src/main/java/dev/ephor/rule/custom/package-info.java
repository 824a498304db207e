/**
 * The rules that the definition of a custom resource sets for its objects, in CEL: {@code
 * x-kubernetes-validations}. Works on schemas and values alone; knows no policy and no workspace.
 */
@NullMarked
package dev.ephor.rule.custom;

import org.jspecify.annotations.NullMarked;
