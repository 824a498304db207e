package dev.ephor.workspace;

import dev.ephor.context.AdmissionRequest;
import java.util.List;

/**
 * What all policies say of one resource.
 *
 * @param stamp the {@link Laws#stamp()} for which this is known to hold
 * @param request the circumstances under which it was judged
 * @param candidates the policies that may match the resource's type, in order; shared by all
 *     resources of the type
 * @param cells for each candidate what it says
 */
record Row(long stamp, AdmissionRequest request, List<PolicyUnit> candidates, List<Cell> cells) {}
