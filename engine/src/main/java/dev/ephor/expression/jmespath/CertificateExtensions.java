package dev.ephor.expression.jmespath;

import dev.ephor.value.MapValue;
import dev.ephor.value.Scalar;
import dev.ephor.value.Source;
import dev.ephor.value.Value;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The extensions of a certificate, raw and read. */
final class CertificateExtensions {

  private static final String WHAT = "extension";
  private static final List<Long> AUTHORITY_ACCESS = List.of(1L, 3L, 6L, 1L, 5L, 5L, 7L, 1L, 1L);

  /** Purposes of keys in the order in which Go numbers them; the numbers begin at 1. */
  private static final List<String> PURPOSES =
      List.of(
          "1.3.6.1.5.5.7.3.1",
          "1.3.6.1.5.5.7.3.2",
          "1.3.6.1.5.5.7.3.3",
          "1.3.6.1.5.5.7.3.4",
          "1.3.6.1.5.5.7.3.5",
          "1.3.6.1.5.5.7.3.6",
          "1.3.6.1.5.5.7.3.7",
          "1.3.6.1.5.5.7.3.8",
          "1.3.6.1.5.5.7.3.9",
          "1.3.6.1.4.1.311.10.3.3",
          "2.16.840.1.113730.4.1",
          "1.3.6.1.4.1.311.2.1.22",
          "1.3.6.1.4.1.311.61.1.1");

  private static final String ANY_PURPOSE = "2.5.29.37.0";

  /** What a certificate without extensions says. */
  private static final Map<String, Value> DEFAULTS = new LinkedHashMap<>();

  static {
    for (String key :
        List.of(
            "UnhandledCriticalExtensions",
            "ExtKeyUsage",
            "UnknownExtKeyUsage",
            "SubjectKeyId",
            "AuthorityKeyId",
            "OCSPServer",
            "IssuingCertificateURL",
            "DNSNames",
            "EmailAddresses",
            "IPAddresses",
            "URIs",
            "PermittedDNSDomains",
            "ExcludedDNSDomains",
            "PermittedIPRanges",
            "ExcludedIPRanges",
            "PermittedEmailAddresses",
            "ExcludedEmailAddresses",
            "PermittedURIDomains",
            "ExcludedURIDomains",
            "CRLDistributionPoints",
            "PolicyIdentifiers",
            "Policies",
            "PolicyMappings")) {
      DEFAULTS.put(key, Types.NULL);
    }
    for (String key :
        List.of(
            "BasicConstraintsValid",
            "IsCA",
            "MaxPathLenZero",
            "PermittedDNSDomainsCritical",
            "InhibitAnyPolicyZero",
            "InhibitPolicyMappingZero",
            "RequireExplicitPolicyZero")) {
      DEFAULTS.put(key, Types.FALSE);
    }
    for (String key :
        List.of(
            "KeyUsage",
            "MaxPathLen",
            "InhibitAnyPolicy",
            "InhibitPolicyMapping",
            "RequireExplicitPolicy")) {
      DEFAULTS.put(key, Scalar.of(0L));
    }
  }

  private final MapValue.Builder object;
  private final Map<String, List<Value>> lists = new LinkedHashMap<>();

  private CertificateExtensions(MapValue.Builder object) {
    this.object = object;
  }

  static void addTo(MapValue.Builder object, List<Der> extensions) throws Der.Malformed {
    DEFAULTS.forEach(object::put);
    CertificateExtensions reader = new CertificateExtensions(object);
    reader.raw(extensions);
    for (Der extension : extensions) {
      reader.read(extension);
    }
    reader.finish();
  }

  /** Of a certificate request only the alternative names are read. */
  static void addRequested(MapValue.Builder object, List<Der> extensions) throws Der.Malformed {
    for (String key : List.of("DNSNames", "EmailAddresses", "IPAddresses", "URIs")) {
      object.put(key, Types.NULL);
    }
    CertificateExtensions reader = new CertificateExtensions(object);
    reader.raw(extensions);
    for (Der extension : extensions) {
      List<Der> parts = extension.inside(Der.SEQUENCE, WHAT);
      if (parts.get(0).identifier(WHAT).equals(List.of(2L, 5L, 29L, 17L))) {
        reader.alternativeNames(content(parts));
      }
    }
    reader.finish();
  }

  private static byte[] content(List<Der> parts) throws Der.Malformed {
    return parts.get(parts.size() - 1).expect(Der.OCTET_STRING, WHAT).content();
  }

  private static boolean critical(List<Der> parts) {
    return parts.get(1).tag() == Der.BOOLEAN && parts.get(1).content()[0] != 0;
  }

  private void raw(List<Der> extensions) throws Der.Malformed {
    List<Value> raw = new ArrayList<>();
    for (Der extension : extensions) {
      List<Der> parts = extension.inside(Der.SEQUENCE, WHAT);
      MapValue.Builder entry = MapValue.builder(Source.NONE, 0);
      entry.put("Id", CertificateObject.numbers(parts.get(0).identifier(WHAT)));
      entry.put("Critical", Types.bool(critical(parts)));
      CertificateObject.put(entry, "Value", content(parts));
      raw.add(entry.build());
    }
    object.put("Extensions", raw.isEmpty() ? Types.NULL : CertificateObject.list(raw));
    object.put("ExtraExtensions", Types.NULL);
  }

  private void read(Der extension) throws Der.Malformed {
    List<Der> parts = extension.inside(Der.SEQUENCE, WHAT);
    List<Long> id = parts.get(0).identifier(WHAT);
    byte[] content = content(parts);
    boolean standard = id.size() == 4 && id.subList(0, 3).equals(List.of(2L, 5L, 29L));
    boolean known = true;
    switch (standard ? id.get(3).intValue() : -1) {
      case 14 -> CertificateObject.put(object, "SubjectKeyId", first(content).content());
      case 15 -> object.put("KeyUsage", CertificateObject.number(keyUsage(first(content))));
      case 17 -> known = alternativeNames(content);
      case 19 -> basicConstraints(content);
      case 30, 33, 36, 54 -> known = true;
      case 31 -> distributionPoints(content);
      case 32 -> policies(content);
      case 35 -> authorityKey(content);
      case 37 -> purposes(content);
      default -> {
        known = id.equals(AUTHORITY_ACCESS);
        if (known) {
          authorityAccess(content);
        }
      }
    }
    if (!known && critical(parts)) {
      add("UnhandledCriticalExtensions", CertificateObject.numbers(id));
    }
  }

  private static Der first(byte[] content) throws Der.Malformed {
    List<Der> all = Der.sequence(content, WHAT);
    if (all.isEmpty()) {
      throw new Der.Malformed(WHAT);
    }
    return all.get(0);
  }

  /** Bit 0 of a bit string is its first; of the number it is the least. */
  private static long keyUsage(Der bits) throws Der.Malformed {
    byte[] content = bits.expect(Der.BIT_STRING, "key usage").content();
    long usage = 0;
    for (int i = 0; i < 9 && i / 8 + 1 < content.length; i++) {
      if ((content[i / 8 + 1] & (0x80 >> (i % 8))) != 0) {
        usage |= 1L << i;
      }
    }
    return usage;
  }

  private void basicConstraints(byte[] content) throws Der.Malformed {
    boolean authority = false;
    long length = -1;
    for (Der part : first(content).inside(Der.SEQUENCE, "basic constraints")) {
      if (part.tag() == Der.BOOLEAN) {
        authority = part.content()[0] != 0;
      } else {
        length = part.expect(Der.INTEGER, "basic constraints").integer().longValue();
      }
    }
    object.put("BasicConstraintsValid", Types.TRUE);
    object.put("IsCA", Types.bool(authority));
    object.put("MaxPathLen", CertificateObject.number(length));
    object.put("MaxPathLenZero", Types.bool(length == 0));
  }

  private boolean alternativeNames(byte[] content) throws Der.Malformed {
    boolean any = false;
    for (Der name : first(content).inside(Der.SEQUENCE, "subject alternative name")) {
      any |= name.tag() == 0x81 || name.tag() == 0x82 || name.tag() == 0x86 || name.tag() == 0x87;
      switch (name.tag()) {
        case 0x81 -> add("EmailAddresses", Scalar.of(name.text()));
        case 0x82 -> add("DNSNames", Scalar.of(name.text()));
        case 0x86 -> add("URIs", uri(name.text()));
        case 0x87 -> add("IPAddresses", Scalar.of(address(name.content())));
        default -> {}
      }
    }
    return any;
  }

  private static String address(byte[] bytes) throws Der.Malformed {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (UnknownHostException e) {
      throw new Der.Malformed("IP address");
    }
  }

  private static Value uri(String text) throws Der.Malformed {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new Der.Malformed("URI");
    }
    MapValue.Builder parts = MapValue.builder(Source.NONE, 0);
    parts.put("Scheme", text(uri.getScheme()));
    parts.put("Opaque", text(uri.isOpaque() ? uri.getRawSchemeSpecificPart() : null));
    parts.put("User", Types.NULL);
    parts.put("Host", text(uri.getAuthority()));
    parts.put("Path", text(uri.getPath()));
    parts.put("Fragment", text(uri.getFragment()));
    parts.put("RawQuery", text(uri.getRawQuery()));
    parts.put("RawPath", Scalar.of(""));
    parts.put("RawFragment", Scalar.of(""));
    parts.put("ForceQuery", Types.FALSE);
    return parts.put("OmitHost", Types.FALSE).build();
  }

  private static Value text(@Nullable String text) {
    return Scalar.of(text == null ? "" : text);
  }

  private void distributionPoints(byte[] content) throws Der.Malformed {
    String what = "CRL distribution points";
    for (Der point : first(content).inside(Der.SEQUENCE, what)) {
      for (Der part : point.inside(Der.SEQUENCE, what)) {
        if (part.tag() == 0xa0) {
          for (Der name : part.inside(0xa0, what).get(0).inside(0xa0, what)) {
            if (name.tag() == 0x86) {
              add("CRLDistributionPoints", Scalar.of(name.text()));
            }
          }
        }
      }
    }
  }

  private void policies(byte[] content) throws Der.Malformed {
    for (Der policy : first(content).inside(Der.SEQUENCE, "certificate policies")) {
      List<Long> id =
          policy.inside(Der.SEQUENCE, "certificate policies").get(0).identifier("policy");
      add("PolicyIdentifiers", CertificateObject.numbers(id));
      add("Policies", Scalar.of(dotted(id)));
    }
  }

  private void authorityKey(byte[] content) throws Der.Malformed {
    for (Der part : first(content).inside(Der.SEQUENCE, "authority key identifier")) {
      if (part.tag() == 0x80) {
        CertificateObject.put(object, "AuthorityKeyId", part.content());
      }
    }
  }

  private void purposes(byte[] content) throws Der.Malformed {
    for (Der purpose : first(content).inside(Der.SEQUENCE, "extended key usages")) {
      List<Long> id = purpose.identifier("extended key usages");
      int index = PURPOSES.indexOf(dotted(id));
      if (index >= 0 || dotted(id).equals(ANY_PURPOSE)) {
        add("ExtKeyUsage", CertificateObject.number(BigInteger.valueOf(index + 1L)));
      } else {
        add("UnknownExtKeyUsage", CertificateObject.numbers(id));
      }
    }
  }

  private void authorityAccess(byte[] content) throws Der.Malformed {
    for (Der access : first(content).inside(Der.SEQUENCE, "authority info access")) {
      List<Der> pair = access.inside(Der.SEQUENCE, "authority info access");
      String method = dotted(pair.get(0).identifier("authority info access"));
      if (pair.get(1).tag() == 0x86 && method.equals("1.3.6.1.5.5.7.48.1")) {
        add("OCSPServer", Scalar.of(pair.get(1).text()));
      } else if (pair.get(1).tag() == 0x86 && method.equals("1.3.6.1.5.5.7.48.2")) {
        add("IssuingCertificateURL", Scalar.of(pair.get(1).text()));
      }
    }
  }

  private void add(String key, Value value) {
    lists.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
  }

  private void finish() {
    lists.forEach((key, values) -> object.put(key, CertificateObject.list(values)));
  }

  private static String dotted(List<Long> id) {
    return id.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
