package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;

/**
 * One resource before the rules.
 *
 * @param resource as earlier rules have left it
 * @param request the circumstances
 * @param facts the world
 */
record Trial(Resource resource, AdmissionRequest request, Facts facts) {}
