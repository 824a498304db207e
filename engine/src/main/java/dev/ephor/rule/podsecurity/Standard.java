package dev.ephor.rule.podsecurity;

import dev.ephor.rule.podsecurity.Control.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A level of the Pod Security Standards in one version.
 *
 * @param baselineOnly whether only what baseline demands counts; the reference knows no other
 *     difference, so that {@code privileged} demands everything
 * @param version the minor version of Kubernetes 1
 */
record Standard(boolean baselineOnly, int version) {

  private static final Pattern VERSION = Pattern.compile("v1\\.(0|[1-9][0-9]{0,8})");

  /** Reads a standard; null where the version is none. */
  static @Nullable Standard read(String level, String version) {
    boolean baselineOnly = level.equals("baseline");
    if (version.isEmpty() || version.equals("latest")) {
      return new Standard(baselineOnly, Integer.MAX_VALUE);
    }
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches()
        ? new Standard(baselineOnly, Integer.parseInt(matcher.group(1)))
        : null;
  }

  /** Whether a control counts. */
  boolean demands(Control control) {
    return !baselineOnly || control.level() == Level.BASELINE;
  }

  List<Breach> breaches(Pod pod) {
    List<Breach> breaches = new ArrayList<>();
    for (Control control : Controls.ALL) {
      if (demands(control)) {
        Breach breach = control.breach(pod, version);
        if (breach != null) {
          breaches.add(breach);
        }
      }
    }
    return breaches;
  }
}
