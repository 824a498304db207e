package dev.ephor.expression.jmespath;

import dev.ephor.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and certificate requests in PEM. */
final class CertificateFunctions {

  private static final Pattern BEGIN = Pattern.compile("(?m)^-----BEGIN (.+?)-----[ \t]*\r?$");

  private CertificateFunctions() {}

  /** An object with the fields of Go's {@code x509.Certificate}; only RSA keys are taken. */
  static Value decode(Invocation call) {
    Matcher begin = BEGIN.matcher(call.string(0));
    while (begin.find()) {
      String rest = call.string(0).substring(begin.end());
      int end = rest.indexOf("\n-----END " + begin.group(1) + "-----");
      byte[] der = end < 0 ? null : body(rest.substring(0, end));
      if (der != null) {
        return decode(call, begin.group(1), der);
      }
    }
    throw new Failure("failed to decode PEM block");
  }

  private static Value decode(Invocation call, String type, byte[] der) {
    call.budget().make(8L * der.length);
    try {
      return switch (type) {
        case "CERTIFICATE" -> CertificateObject.certificate(der);
        case "CERTIFICATE REQUEST" -> CertificateObject.request(der);
        default ->
            throw new Failure("PEM block neither contains a CERTIFICATE or CERTIFICATE REQUEST");
      };
    } catch (Der.Malformed e) {
      throw new Failure(String.valueOf(e.getMessage()));
    } catch (IndexOutOfBoundsException e) {
      throw new Failure("x509: malformed certificate");
    }
  }

  /** What stands between the lines, without headers; null where that is no base 64. */
  private static byte @Nullable [] body(String text) {
    int blank = text.contains(":") ? text.replace("\r", "").indexOf("\n\n") : -1;
    String digits = blank < 0 ? text : text.replace("\r", "").substring(blank);
    try {
      String packed = digits.replaceAll("[ \t\r\n]", "");
      return EncodingFunctions.decode(packed.getBytes(StandardCharsets.UTF_8));
    } catch (Failure e) {
      return null;
    }
  }
}
