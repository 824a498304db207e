package dev.ephor.rule.cel;

import dev.ephor.policy.CelClause;
import dev.ephor.value.MapValue;
import dev.ephor.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The expressions that stand for keys and certificates of an attestor. */
final class AttestorExpressions {

  private AttestorExpressions() {}

  static List<CelClause> of(MapValue attestor) {
    List<CelClause> clauses = new ArrayList<>();
    MapValue cosign = attestor.map("cosign");
    MapValue notary = attestor.map("notary");
    if (cosign != null) {
      add(cosign.map("key"), clauses);
      MapValue certificate = cosign.map("certificate");
      if (certificate != null) {
        add(certificate.map("cert"), clauses);
        add(certificate.map("certChain"), clauses);
      }
    } else if (notary != null) {
      add(notary.map("certs"), clauses);
      add(notary.map("tsaCerts"), clauses);
    }
    return clauses;
  }

  private static void add(@Nullable MapValue holder, List<CelClause> clauses) {
    Value node = holder == null ? null : holder.child("expression");
    String text = node == null ? null : node.asString();
    if (node != null && text != null && !text.isEmpty()) {
      clauses.add(new CelClause("", text, node));
    }
  }
}
