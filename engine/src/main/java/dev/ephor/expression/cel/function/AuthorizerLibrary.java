package dev.ephor.expression.cel.function;

import dev.ephor.expression.cel.value.CelError;
import java.util.ArrayList;
import java.util.List;

/**
 * Questions of permission. Without a cluster nobody is there to answer: {@code authorizer} is then
 * not bound, and expressions that name it fail.
 *
 * @see <a href="https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Authz">Kubernetes: Authz</a>
 */
public final class AuthorizerLibrary {

  private static final String PACKAGE = "kubernetes.authorization.";

  private static final String[][] FUNCTIONS = {
    {"Authorizer.path(string)", "PathCheck"},
    {"Authorizer.group(string)", "GroupCheck"},
    {"Authorizer.serviceAccount(string, string)", "Authorizer"},
    {"GroupCheck.resource(string)", "ResourceCheck"},
    {"ResourceCheck.subresource(string)", "ResourceCheck"},
    {"ResourceCheck.namespace(string)", "ResourceCheck"},
    {"ResourceCheck.name(string)", "ResourceCheck"},
    {"ResourceCheck.fieldSelector(string)", "ResourceCheck"},
    {"ResourceCheck.labelSelector(string)", "ResourceCheck"},
    {"PathCheck.check(string)", "Decision"},
    {"ResourceCheck.check(string)", "Decision"},
  };

  private AuthorizerLibrary() {}

  public static Library library() {
    List<Overload> all = new ArrayList<>();
    for (String[] function : FUNCTIONS) {
      add(all, PACKAGE + function[0] + " -> " + PACKAGE + function[1]);
    }
    String decision = PACKAGE + "Decision.";
    add(all, decision + "allowed() -> bool");
    add(all, decision + "errored() -> bool");
    add(all, decision + "error() -> string");
    add(all, decision + "reason() -> string");
    return new Library("authorizer", all);
  }

  private static void add(List<Overload> all, String signature) {
    all.add(Overload.member(signature, a -> CelError.NO_SUCH_OVERLOAD));
  }
}
