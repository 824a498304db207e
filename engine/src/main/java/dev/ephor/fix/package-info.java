/**
 * Fixes that are proven: candidates made from the clause that speaks against a manifest, each tried
 * on the manifest before anybody sees it. A fix touches the violated places and their ancestors
 * only, takes no item out of a list, keeps the rule concerned with the resource, stays valid by the
 * schema of its kind, and brings no other policy against it. Knows no protocol, reads no file.
 */
@NullMarked
package dev.ephor.fix;

import org.jspecify.annotations.NullMarked;
