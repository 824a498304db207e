package dev.ephor.lsp;

import dev.ephor.ide.expression.Signatures;
import java.util.List;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.ParameterInformation;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpOptions;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Tuple;
import org.jspecify.annotations.Nullable;

/** {@code textDocument/signatureHelp}. */
final class SignatureAnswers {

  private static final String INFORMATION = "textDocument.signatureHelp.signatureInformation.";

  private SignatureAnswers() {}

  static SignatureHelpOptions options() {
    return new SignatureHelpOptions(List.of("(", ","));
  }

  static @Nullable SignatureHelp at(Question question, SignatureHelpParams params) {
    TextPlaces places = TextPlaces.of(question, params.getTextDocument());
    if (places == null) {
      return null;
    }
    Client client = question.session().client();
    return Signatures.at(
            question.moment().snapshot(), places.file(), places.offset(params.getPosition()))
        .map(
            help ->
                new SignatureHelp(
                    help.signatures().stream().map(one -> shown(one, client)).toList(),
                    help.active(),
                    help.parameter()))
        .orElse(null);
  }

  private static SignatureInformation shown(Signatures.Signature signature, Client client) {
    SignatureInformation shown = new SignatureInformation(signature.label());
    boolean markdown = client.lists(INFORMATION + "documentationFormat", "markdown");
    shown.setDocumentation(
        new MarkupContent(
            markdown ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT,
            markdown ? signature.documentation() : signature.documentation().replace("`", "")));
    boolean offsets = client.can(INFORMATION + "parameterInformation.labelOffsetSupport");
    shown.setParameters(
        signature.parameters().stream()
            .map(
                span -> {
                  ParameterInformation parameter = new ParameterInformation();
                  parameter.setLabel(
                      offsets
                          ? Either.forRight(Tuple.two(span.start(), span.end()))
                          : Either.forLeft(signature.label().substring(span.start(), span.end())));
                  return parameter;
                })
            .toList());
    return shown;
  }
}
