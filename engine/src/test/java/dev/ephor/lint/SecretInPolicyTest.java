package dev.ephor.lint;

import org.junit.jupiter.api.Test;

class SecretInPolicyTest {

  @Test
  void keysInHeadersAddressesAndSecrets() {
    LintExample.check(
        """
        apiVersion: kyverno.io/v1
        kind: ClusterPolicy
        metadata: {name: example}
        spec:
          rules:
          - name: calls
            match: {any: [{resources: {kinds: [Pod]}}]}
            context:
            - name: answer
              apiCall:
                method: GET
                service:
                  url: https://shop:geheim@answers.example/x
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-policy: a password in an address stands in this policy for everybody to read: clone it from a Secret, or read it there, and renew it
                  headers:
                  - key: Authorization
                    value: Bearer 0123456789abcdef0123
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-policy: a credential stands in this policy for everybody to read: clone it from a Secret, or read it there, and renew it
            validate:
              message: looks like AKIA*
              deny: {conditions: {any: [{key: "{{ answer }}", operator: Equals, value: "AKIA*"}]}}
          - name: creates
            match: {any: [{resources: {kinds: [Namespace]}}]}
            generate:
              apiVersion: v1
              kind: Secret
              name: pull
              namespace: "{{ request.object.metadata.name }}"
              data:
                stringData:
                  password: correct-horse
                            ^^^^^^^^^^^^^ secret-in-policy: the value of a Secret stands in this policy for everybody to read: clone it from a Secret, or read it there, and renew it
                  user: "{{ request.object.metadata.name }}"
        """);
  }
}
