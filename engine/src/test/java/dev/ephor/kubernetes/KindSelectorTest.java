package dev.ephor.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindSelectorTest {

  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  @ParameterizedTest(name = "{0} selects Deployment: {1}, Pod: {2}, Pod/status: {3}")
  @CsvSource({
    "Deployment,          true,  false, false",
    "Pod,                 false, true,  true",
    "'*',                 true,  true,  true",
    "'*/*',               true,  true,  true",
    "v1/Pod,              false, true,  true",
    "v2/Pod,              false, false, false",
    "'*/Pod',             false, true,  true",
    "'v*/Deployment',     false, false, false",
    "apps/v1/Deployment,  true,  false, false",
    "apps/*/Deployment,   true,  false, false",
    "'*/*/Deployment',    false, false, false",
    "batch/v1/Deployment, false, false, false",
    "'apps/v1/*',         true,  false, false",
    "'*Set',              false, false, false",
    "'D?ployment',        true,  false, false",
    "Pod/status,          false, false, true",
    "Pod.status,          false, false, true",
    "v1/Pod.status,       false, false, true",
    "'Pod/*',             false, true,  true",
    "'*/status',          false, false, true",
    "a/b/c/d/e,           false, false, false",
    "pod,                 false, false, false",
  })
  void selects(String selector, boolean deployment, boolean pod, boolean status) {
    KindSelector selected = KindSelector.of(selector);
    assertThat(selected.matches(DEPLOYMENT, "")).isEqualTo(deployment);
    assertThat(selected.matches(POD, "")).isEqualTo(pod);
    assertThat(selected.matches(POD, "status")).isEqualTo(status);
  }
}
