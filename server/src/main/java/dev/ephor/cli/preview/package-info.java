/** {@code ephor preview}: prints what policies would do to manifests, and does it when asked to. */
@NullMarked
package dev.ephor.cli.preview;

import org.jspecify.annotations.NullMarked;
