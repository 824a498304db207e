package dev.ephor.testing;

import dev.ephor.context.AdmissionRequest;
import dev.ephor.context.Facts;
import dev.ephor.kubernetes.Resource;

/** Under which requests the resources of a test are judged, and in which world. */
public interface Circumstances {

  /** The request about a resource. */
  AdmissionRequest request(Resource resource);

  Facts facts();
}
