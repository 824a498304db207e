package dev.ephor.evaluation;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;
import dev.ephor.rule.Trace;

/**
 * One resource before the rules.
 *
 * @param resource as earlier rules have left it
 * @param request the circumstances
 * @param facts the world
 * @param detail how much outcomes say
 * @param trace who hears of what is looked at
 */
record Trial(Resource resource, AdmissionRequest request, Facts facts, Detail detail, Trace trace) {

  /** A trial that nobody listens to. */
  Trial(Resource resource, AdmissionRequest request, Facts facts, Detail detail) {
    this(resource, request, facts, detail, Trace.OFF);
  }
}
