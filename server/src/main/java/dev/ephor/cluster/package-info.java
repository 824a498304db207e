/**
 * A cluster as the world of rules: its API server, the objects that policies concern, and services
 * over HTTP. Only here is the Kubernetes client known, which is no part of the program's own jar
 * (docs/architecture.md). Nothing here writes to a cluster, and nothing here prints.
 */
@NullMarked
package dev.ephor.cluster;

import org.jspecify.annotations.NullMarked;
