/**
 * What a person gives an evaluation: values of variables, user information, a pretended cluster
 * made of manifests, mocked answers. Here such files are read and become requests and {@link
 * dev.ephor.context.Facts}. Nothing here reads a disk; whoever does passes documents in.
 */
@NullMarked
package dev.ephor.given;

import org.jspecify.annotations.NullMarked;
