package dev.ephor.given;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ephor.context.Reply;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries of a call, and the names of what they find. */
class ApiSelectionTest {

  private static final PretendedCluster CLUSTER =
      new PretendedCluster(
          Documents.all(
              """
              apiVersion: v1
              kind: Pod
              metadata: {name: a, namespace: shop, labels: {app: web, tier: front}}
              spec: {nodeName: n1}
              ---
              apiVersion: v1
              kind: Pod
              metadata: {name: b, namespace: shop, labels: {app: db}}
              spec: {nodeName: n2}
              ---
              apiVersion: v1
              kind: Pod
              metadata: {name: c, namespace: bank}
              """));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "labelSelector=app=web | a",
        "labelSelector=app%3Dweb | a",
        "labelSelector=app==web&limit=1 | a",
        "labelSelector=app!=web | b c",
        "labelSelector=app in (web, db),!tier | b",
        "labelSelector=app notin (db) | a c",
        "labelSelector=tier | a",
        "labelSelector=!app | c",
        "labelSelector= | a b c",
        "fieldSelector=metadata.name=b | b",
        "fieldSelector=spec.nodeName!=n1,metadata.namespace=shop | b",
        "fieldSelector=spec.nodeName=n1&labelSelector=app=db | ''",
        "limit=500 | a b c",
      })
  void labelsAndFieldsSelect(String query, String names) {
    assertThat(names(CLUSTER.call("GET", "/api/v1/pods?" + query))).isEqualTo(names);
  }

  @Test
  void aSelectorThatIsNoneIsToldWithItsTerm() {
    assertThat(CLUSTER.call("GET", "/api/v1/pods?labelSelector=app,=x"))
        .isEqualTo(new Reply.Failed("unable to parse requirement: =x"));
    assertThat(CLUSTER.call("GET", "/api/v1/pods?fieldSelector=spec"))
        .isEqualTo(new Reply.Failed("invalid selector: 'spec'"));
    assertThat(CLUSTER.call("GET", "/api/v1/pods?labelSelector=%zz"))
        .isEqualTo(new Reply.Failed("invalid URL escape in labelSelector=%zz"));
  }

  private static String names(Reply reply) {
    ListValue items = ((MapValue) ((Reply.Found) reply).value()).list("items");
    return items == null
        ? "none"
        : items.values().stream()
            .map(item -> ((MapValue) item).map("metadata"))
            .map(metadata -> metadata == null ? "" : String.valueOf(metadata.string("name")))
            .collect(Collectors.joining(" "));
  }
}
