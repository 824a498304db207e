package dev.ephor.expression.jmespath;

import dev.ephor.value.GoNumber;
import dev.ephor.value.ListValue;
import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Certificates as objects, with the names and forms that Go's {@code crypto/x509} gives their
 * parts. Name constraints are shown raw among the extensions only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280">RFC 5280</a>
 */
final class CertificateObject {

  private static final List<Long> RSA = List.of(1L, 2L, 840L, 113549L, 1L, 1L, 1L);
  private static final List<Long> REQUESTED_EXTENSIONS =
      List.of(1L, 2L, 840L, 113549L, 1L, 9L, 14L);

  /** The numbers that Go gives to signature algorithms. */
  private static final Map<List<Long>, Integer> SIGNATURES =
      Map.of(
          List.of(1L, 2L, 840L, 113549L, 1L, 1L, 4L), 2,
          List.of(1L, 2L, 840L, 113549L, 1L, 1L, 5L), 3,
          List.of(1L, 2L, 840L, 113549L, 1L, 1L, 11L), 4,
          List.of(1L, 2L, 840L, 113549L, 1L, 1L, 12L), 5,
          List.of(1L, 2L, 840L, 113549L, 1L, 1L, 13L), 6,
          List.of(1L, 2L, 840L, 10045L, 4L, 3L, 2L), 10,
          List.of(1L, 2L, 840L, 10045L, 4L, 3L, 3L), 11,
          List.of(1L, 2L, 840L, 10045L, 4L, 3L, 4L), 12,
          List.of(1L, 3L, 101L, 112L), 16);

  private CertificateObject() {}

  static Value certificate(byte[] bytes) throws Der.Malformed {
    List<Der> whole = Der.sequence(bytes, "certificate").get(0).inside(Der.SEQUENCE, "certificate");
    Der body = whole.get(0);
    List<Der> parts = body.inside(Der.SEQUENCE, "tbs certificate");
    boolean versioned = parts.get(0).tag() == 0xa0;
    int at = versioned ? 1 : 0;
    long version =
        versioned ? parts.get(0).inside(0xa0, "version").get(0).integer().longValue() + 1 : 1;
    Der serial = parts.get(at).expect(Der.INTEGER, "serial number");
    Der issuer = parts.get(at + 2);
    List<Der> validity = parts.get(at + 3).inside(Der.SEQUENCE, "validity");
    Der subject = parts.get(at + 4);
    Der key = parts.get(at + 5);
    MapValue.Builder object = MapValue.builder(Source.NONE, 0);
    put(object, "Raw", Der.sequence(bytes, "certificate").get(0).all());
    put(object, "RawTBSCertificate", body.all());
    put(object, "RawSubjectPublicKeyInfo", key.all());
    put(object, "RawSubject", subject.all());
    put(object, "RawIssuer", issuer.all());
    signature(object, whole);
    object.put("PublicKeyAlgorithm", number(1));
    object.put("PublicKey", publicKey(key));
    object.put("Version", number(version));
    object.put("SerialNumber", number(serial.integer()));
    object.put("Issuer", name(issuer));
    object.put("Subject", name(subject));
    object.put("NotBefore", time(validity.get(0)));
    object.put("NotAfter", time(validity.get(1)));
    List<Der> extensions = new ArrayList<>();
    for (Der part : parts.subList(at + 6, parts.size())) {
      if (part.tag() == 0xa3) {
        extensions.addAll(
            part.inside(0xa3, "extensions").get(0).inside(Der.SEQUENCE, "extensions"));
      }
    }
    CertificateExtensions.addTo(object, extensions);
    return object.build();
  }

  static Value request(byte[] bytes) throws Der.Malformed {
    String what = "certificate request";
    List<Der> whole = Der.sequence(bytes, what).get(0).inside(Der.SEQUENCE, what);
    Der body = whole.get(0);
    List<Der> parts = body.inside(Der.SEQUENCE, what);
    MapValue.Builder object = MapValue.builder(Source.NONE, 0);
    put(object, "Raw", Der.sequence(bytes, what).get(0).all());
    put(object, "RawTBSCertificateRequest", body.all());
    put(object, "RawSubjectPublicKeyInfo", parts.get(2).all());
    put(object, "RawSubject", parts.get(1).all());
    object.put("Version", number(parts.get(0).integer()));
    signature(object, whole);
    object.put("PublicKeyAlgorithm", number(1));
    object.put("PublicKey", publicKey(parts.get(2)));
    object.put("Subject", name(parts.get(1)));
    List<Value> shown = new ArrayList<>();
    List<Der> extensions = new ArrayList<>();
    List<Der> attributes = parts.size() < 4 ? List.of() : parts.get(3).inside(0xa0, what);
    for (Der attribute : attributes) {
      List<Der> pair = attribute.inside(Der.SEQUENCE, what);
      if (pair.get(0).identifier(what).equals(REQUESTED_EXTENSIONS)) {
        List<Der> requested = pair.get(1).inside(0x31, what).get(0).inside(Der.SEQUENCE, what);
        extensions.addAll(requested);
        shown.add(attribute(REQUESTED_EXTENSIONS, requested));
      }
    }
    object.put("Attributes", shown.isEmpty() ? Types.NULL : list(shown));
    CertificateExtensions.addRequested(object, extensions);
    return object.build();
  }

  /** Go takes the extensions that a request asks for, for attributes with values. */
  private static Value attribute(List<Long> type, List<Der> requested) throws Der.Malformed {
    List<Value> values = new ArrayList<>();
    for (Der extension : requested) {
      List<Der> parts = extension.inside(Der.SEQUENCE, "attribute");
      MapValue.Builder value = MapValue.builder(Source.NONE, 0);
      value.put("Type", numbers(parts.get(0).identifier("attribute")));
      if (parts.get(1).tag() == Der.BOOLEAN) {
        value.put("Value", Types.bool(parts.get(1).content()[0] != 0));
      } else {
        put(value, "Value", parts.get(1).content());
      }
      values.add(value.build());
    }
    return MapValue.builder(Source.NONE, 0)
        .put("Type", numbers(type))
        .put("Value", list(List.of(list(values))))
        .build();
  }

  private static void signature(MapValue.Builder object, List<Der> whole) throws Der.Malformed {
    put(object, "Signature", whole.get(2).bits("signature"));
    List<Der> algorithm = whole.get(1).inside(Der.SEQUENCE, "algorithm identifier");
    List<Long> identifier = algorithm.get(0).identifier("algorithm identifier");
    object.put("SignatureAlgorithm", number(SIGNATURES.getOrDefault(identifier, 0)));
  }

  private static Value publicKey(Der key) throws Der.Malformed {
    List<Der> parts = key.inside(Der.SEQUENCE, "spki");
    List<Der> algorithm = parts.get(0).inside(Der.SEQUENCE, "public key algorithm identifier");
    if (!algorithm.get(0).identifier("public key algorithm identifier").equals(RSA)) {
      throw new Failure("certificate should use rsa algorithm");
    }
    byte[] bits = parts.get(1).bits("subjectPublicKey");
    List<Der> numbers = Der.sequence(bits, "public key").get(0).inside(Der.SEQUENCE, "public key");
    return MapValue.builder(Source.NONE, 0)
        .put("N", Scalar.of(numbers.get(0).integer().toString()))
        .put("E", number(numbers.get(1).integer()))
        .build();
  }

  private static Value name(Der name) throws Der.Malformed {
    Map<Long, String> lists =
        Map.of(
            6L, "Country",
            10L, "Organization",
            11L, "OrganizationalUnit",
            7L, "Locality",
            8L, "Province",
            9L, "StreetAddress",
            17L, "PostalCode");
    Map<Long, String> singles = Map.of(5L, "SerialNumber", 3L, "CommonName");
    MapValue.Builder object = MapValue.builder(Source.NONE, 0);
    lists.values().stream().sorted().forEach(key -> object.put(key, Types.NULL));
    singles.values().stream().sorted().forEach(key -> object.put(key, Scalar.of("")));
    List<Value> names = new ArrayList<>();
    Map<String, List<Value>> listed = new TreeMap<>();
    for (Der set : name.inside(Der.SEQUENCE, "name")) {
      for (Der attribute : set.inside(0x31, "name")) {
        List<Der> pair = attribute.inside(Der.SEQUENCE, "name");
        List<Long> type = pair.get(0).identifier("name");
        Value value = Scalar.of(pair.get(1).text());
        names.add(
            MapValue.builder(Source.NONE, 0)
                .put("Type", numbers(type))
                .put("Value", value)
                .build());
        boolean standard = type.size() == 4 && type.subList(0, 3).equals(List.of(2L, 5L, 4L));
        long last = standard ? type.get(3) : -1;
        if (singles.containsKey(last)) {
          object.put(singles.get(last), value);
        } else if (lists.containsKey(last)) {
          listed.computeIfAbsent(lists.get(last), key -> new ArrayList<>()).add(value);
        }
      }
    }
    listed.forEach((key, values) -> object.put(key, list(values)));
    object.put("Names", names.isEmpty() ? Types.NULL : list(names));
    return object.put("ExtraNames", Types.NULL).build();
  }

  /** UTC time has two digits of the year, of which 50 and more belong to the last century. */
  private static Value time(Der time) throws Der.Malformed {
    String written = time.text();
    boolean shortYear = time.tag() == Der.UTC_TIME;
    String century = written.compareTo("50") < 0 ? "20" : "19";
    String full = shortYear ? century + written : written;
    if (!full.matches("[0-9]{14}Z")) {
      throw new Der.Malformed("validity");
    }
    try {
      GoTime moment = GoTimeReader.read(GoLayout.of("20060102150405Z0700"), full);
      return Scalar.of(moment.format());
    } catch (Failure | DateTimeException e) {
      throw new Der.Malformed("validity");
    }
  }

  static void put(MapValue.Builder object, String key, byte[] bytes) {
    object.put(key, Scalar.of(Base64.getEncoder().encodeToString(bytes)));
  }

  static Value number(long number) {
    return Scalar.of(number);
  }

  /** Go reads the number back from JSON: of a long one only the double is left. */
  static Value number(BigInteger number) {
    return Scalar.of(GoNumber.content(number.doubleValue()));
  }

  static Value numbers(List<Long> numbers) {
    List<Value> items = new ArrayList<>();
    numbers.forEach(number -> items.add(number(number)));
    return list(items);
  }

  static Value list(List<Value> items) {
    return ListValue.of(items, Source.NONE, 0);
  }
}
