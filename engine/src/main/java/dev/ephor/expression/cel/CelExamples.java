package dev.ephor.expression.cel;

import dev.ephor.expression.cel.function.Overload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each function does, with an example and, where it is always the same, its value. */
public final class CelExamples {

  /**
   * One a line: name, what it does in a phrase, an example, its value as CEL. Functions whose name
   * has several families stand here once.
   */
  private static final String TABLE =
      """
      abs | the size of a number | math.abs(-3) => 3
      add | adds a quantity or an integer | quantity('1Gi').add(quantity('1Gi')).compareTo(quantity('2Gi')) => 0
      asApproximateFloat | the quantity as a double | quantity('500m').asApproximateFloat() => 0.5
      asInteger | the quantity as an integer | quantity('2k').asInteger() => 2000
      base64.decode | the bytes that base 64 writes | base64.decode('aGVsbG8=') => b'hello'
      base64.encode | bytes in base 64 | base64.encode(b'hello') => 'aGVsbG8='
      bitAnd | the bits of both | math.bitAnd(6, 3) => 2
      bitNot | the other bits | math.bitNot(1) => -2
      bitOr | the bits of either | math.bitOr(6, 3) => 7
      bitShiftLeft | the bits moved up | math.bitShiftLeft(1, 3) => 8
      bitShiftRight | the bits moved down | math.bitShiftRight(8, 3) => 1
      bitXor | the bits of one of both | math.bitXor(6, 3) => 5
      bool | a text as a truth value | bool('true') => true
      bytes | a text as bytes | bytes('abc') => b'abc'
      ceil | the next whole number up | math.ceil(1.2) => 2.0
      charAt | the character at an index | 'abc'.charAt(1) => 'b'
      cidr | a range of addresses | cidr('10.0.0.0/8').containsIP('10.1.2.3') => true
      compareTo | -1, 0 or 1: the order of two quantities or versions | quantity('1Gi').compareTo(quantity('1024Mi')) => 0
      contains | whether a text has a part | 'kyverno'.contains('vern') => true
      containsCIDR | whether a range holds another | cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16') => true
      containsDigest | whether an image reference has a digest | image('nginx:1').containsDigest() => false
      containsIP | whether a range holds an address | cidr('10.0.0.0/8').containsIP('10.1.2.3') => true
      digest | the digest of an image reference | image('nginx:1').digest() => ''
      distinct | each item once | [1, 1, 2].distinct() => [1, 2]
      double | a value as a floating-point number | double('1.5') => 1.5
      duration | a length of time | duration('90s').getMinutes() => 1
      dyn | the value without its type | dyn(1) == 1.0 => true
      endsWith | whether a text ends with another | 'nginx:latest'.endsWith(':latest') => true
      family | 4 or 6 | ip('10.0.0.1').family() => 4
      find | the first match of an RE2 expression | 'abc 12'.find('[0-9]+') => '12'
      findAll | all matches of an RE2 expression | '1 22 3'.findAll('[0-9]+') => ['1', '22', '3']
      first | the first item, if there is one | [1, 2].first().value() => 1
      flatten | the items of inner lists | [[1], [2, 3]].flatten() => [1, 2, 3]
      floor | the next whole number down | math.floor(1.8) => 1.0
      format | fills %s, %d and others in | '%s has %d'.format(['web', 2]) => 'web has 2'
      getDate | the day of the month, from 1 | timestamp('2024-02-29T12:30:45Z').getDate() => 29
      getDayOfMonth | the day of the month, from 0 | timestamp('2024-02-29T12:30:45Z').getDayOfMonth() => 28
      getDayOfWeek | the day of the week, Sunday 0 | timestamp('2024-02-29T12:30:45Z').getDayOfWeek() => 4
      getDayOfYear | the day of the year, from 0 | timestamp('2024-02-29T12:30:45Z').getDayOfYear() => 59
      getEscapedPath | the path of a URL | url('https://a.io/b%20c').getEscapedPath() => '/b%20c'
      getFullYear | the year | timestamp('2024-02-29T12:30:45Z').getFullYear() => 2024
      getHost | host and port of a URL | url('https://a.io:8080/').getHost() => 'a.io:8080'
      getHostname | the host of a URL | url('https://a.io:8080/').getHostname() => 'a.io'
      getHours | the hours | timestamp('2024-02-29T12:30:45Z').getHours() => 12
      getMilliseconds | the milliseconds; of a duration all of them | duration('1.5s').getMilliseconds() => 1500
      getMinutes | the minutes | timestamp('2024-02-29T12:30:45Z').getMinutes() => 30
      getMonth | the month, from 0 | timestamp('2024-02-29T12:30:45Z').getMonth() => 1
      getPort | the port of a URL | url('https://a.io:8080/').getPort() => '8080'
      getQuery | the parameters of a URL | url('https://a.io/?k=v').getQuery() => {'k': ['v']}
      getScheme | the scheme of a URL | url('https://a.io/').getScheme() => 'https'
      getSeconds | the seconds | timestamp('2024-02-29T12:30:45Z').getSeconds() => 45
      hasValue | whether an optional has a value | optional.none().hasValue() => false
      identifier | tag or digest of an image reference | image('nginx:1').identifier() => '1'
      identifierWithSeparator | tag or digest with the sign before it | image('nginx:1').identifierWithSeparator() => ':1'
      image | an image reference | image('ghcr.io/a/b:1').registry() => 'ghcr.io'
      indexOf | the index of a part or item, or -1 | 'abcb'.indexOf('b') => 1
      int | a value as an integer | int('12') => 12
      ip | an IP address | ip('10.0.0.1').family() => 4
      ip.isCanonical | whether an address is written in the usual way | ip.isCanonical('::1') => true
      isCIDR | whether a text is a range of addresses | isCIDR('10.0.0.0/8') => true
      isFinite | whether a number is finite | math.isFinite(1.0) => true
      isGlobalUnicast | whether an address may be of any host | ip('8.8.8.8').isGlobalUnicast() => true
      isGreaterThan | whether a quantity or version is greater | quantity('2Gi').isGreaterThan(quantity('1Gi')) => true
      isIP | whether a text is an IP address | isIP('10.0.0.256') => false
      isImage | whether a text is an image reference | isImage('nginx:1') => true
      isInf | whether a number is infinite | math.isInf(1.0) => false
      isInteger | whether a quantity is whole | quantity('500m').isInteger() => false
      isLessThan | whether a quantity or version is less | semver('1.2.3').isLessThan(semver('1.3.0')) => true
      isLinkLocalMulticast | whether an address is link-local multicast | ip('224.0.0.1').isLinkLocalMulticast() => true
      isLinkLocalUnicast | whether an address is link-local | ip('169.254.1.1').isLinkLocalUnicast() => true
      isLoopback | whether an address is this host's | ip('127.0.0.1').isLoopback() => true
      isNaN | whether a number is none | math.isNaN(1.0) => false
      isQuantity | whether a text is a quantity | isQuantity('1Gi') => true
      isSemver | whether a text is a semantic version | isSemver('1.2.3') => true
      isSorted | whether the items are in order | [1, 2, 2].isSorted() => true
      isURL | whether a text is a URL | isURL('https://a.io/') => true
      isUnspecified | whether an address is all zeros | ip('0.0.0.0').isUnspecified() => true
      join | the texts with another between them | ['a', 'b'].join('-') => 'a-b'
      jsonpatch.escapeKey | a key as it is written in a patch's path | jsonpatch.escapeKey('a/b') => 'a~1b'
      last | the last item, if there is one | [1, 2].last().value() => 2
      lastIndexOf | the last index of a part or item, or -1 | 'abcb'.lastIndexOf('b') => 3
      lists.range | the integers from 0 on | lists.range(3) => [0, 1, 2]
      lowerAscii | the text in lower case | 'ABC'.lowerAscii() => 'abc'
      major | the first number of a version | semver('1.2.3').major() => 1
      marshal | a value as JSON | json.marshal({'a': 'b'}) => '{"a":"b"}'
      masked | the range at its first address | string(cidr('10.1.2.3/8').masked()) => '10.0.0.0/8'
      matches | whether an RE2 expression matches in a text | 'v12'.matches('^v[0-9]+$') => true
      max | the greatest item | [1, 3, 2].max() => 3
      min | the least item | [1, 3, 2].min() => 1
      minor | the second number of a version | semver('1.2.3').minor() => 2
      optional.none | an optional without a value | optional.none().hasValue() => false
      optional.of | an optional with a value | optional.of(1).value() => 1
      optional.ofNonZeroValue | an optional with a value unless that is empty | optional.ofNonZeroValue('').hasValue() => false
      optional.unwrap | the values of those that have one | optional.unwrap([optional.of(1), optional.none()]) => [1]
      or | the first of two optionals that has a value | optional.none().or(optional.of(1)).value() => 1
      orValue | the value of an optional, or another | optional.of(1).orValue(2) => 1
      parse | the value that a YAML text writes | yaml.parse('a: b') == {'a': 'b'} => true
      parseImageReference | an image reference | parseImageReference('nginx:1').tag() => '1'
      parseServiceAccount | namespace and name of a service account's user | parseServiceAccount('system:serviceaccount:a:b').Name => 'b'
      patch | the third number of a version | semver('1.2.3').patch() => 3
      prefixLength | the bits that all addresses of a range share | cidr('10.0.0.0/8').prefixLength() => 8
      quantity | an amount such as 500m or 1Gi | quantity('1Gi').isGreaterThan(quantity('1G')) => true
      regex.extract | the first match, or its group | regex.extract('v12', 'v([0-9]+)').value() => '12'
      regex.extractAll | all matches, or their groups | regex.extractAll('v1 v2', 'v([0-9])') => ['1', '2']
      regex.replace | replaces the matches of an RE2 expression | regex.replace('a1b2', '[0-9]', '#') => 'a#b#'
      registry | the registry of an image reference | image('ghcr.io/a/b:1').registry() => 'ghcr.io'
      replace | replaces a part wherever it stands | 'a.b'.replace('.', '-') => 'a-b'
      repository | the repository of an image reference | image('ghcr.io/a/b:1').repository() => 'a/b'
      reverse | the items from the end | [1, 2].reverse() => [2, 1]
      round | the nearest whole number, or so many decimal places | math.round(1.256, 2) => 1.26
      semver | a semantic version | semver('1.2.3').isLessThan(semver('1.10.0')) => true
      sets.contains | whether the first has all items of the second | sets.contains([1, 2], [2]) => true
      sets.equivalent | whether both have the same items | sets.equivalent([1, 2], [2, 1, 1]) => true
      sets.intersects | whether both have an item | sets.intersects([1, 2], [2, 3]) => true
      sign | -1, 0 or 1 | math.sign(-3) => -1
      size | how many characters, items or entries | size([1, 2]) => 2
      slice | the items from an index up to another | [1, 2, 3].slice(0, 2) => [1, 2]
      split | the parts between occurrences of a text | 'a,b'.split(',') => ['a', 'b']
      sqrt | the square root | math.sqrt(9) => 3.0
      startsWith | whether a text begins with another | 'prod-web'.startsWith('prod-') => true
      string | a value as a text | string(12) => '12'
      strings.quote | a text as it is written in CEL | strings.quote('a"b') => '"a\\\\"b"'
      sub | takes a quantity or an integer off | quantity('2').sub(quantity('500m')).compareTo(quantity('1500m')) => 0
      substring | the characters from an index on, or up to another | 'abcd'.substring(1, 3) => 'bc'
      sum | adds up the items | [1, 2, 3].sum() => 6
      tag | the tag of an image reference | image('nginx:1').tag() => '1'
      timestamp | a point in time | timestamp('2024-02-29T12:30:45Z').getFullYear() => 2024
      trim | the text without blanks at its ends | ' a '.trim() => 'a'
      trunc | the number without its fraction | math.trunc(-1.8) => -1.0
      type | the type of a value | type(1) == int => true
      uint | a value as an unsigned integer | uint(1) => 1u
      unwrapOpt | the values of those that have one | [optional.of(1), optional.none()].unwrapOpt() => [1]
      upperAscii | the text in upper case | 'abc'.upperAscii() => 'ABC'
      url | a URL | url('https://a.io/').getHost() => 'a.io'
      value | the value of an optional, which must have one | optional.of(1).value() => 1
      unmarshal | the value that a JSON text writes | json.unmarshal('{"a": "b"}').a == 'b' => true
      gzip.compress | a text, compressed | gzip.decompress(gzip.compress('abc')) => 'abc'
      gzip.decompress | the text that was compressed | gzip.decompress(gzip.compress('abc')) => 'abc'
      md5 | the MD5 hash in hexadecimal | md5('a') => '0cc175b9c0f1b6a831c399e269772661'
      sha1 | the SHA-1 hash in hexadecimal | sha1('a') => '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'
      sha256 | the SHA-256 hash in hexadecimal | sha256('').startsWith('e3b0c44298fc') => true
      hash.md5 | the MD5 hash in hexadecimal | hash.md5('a') => '0cc175b9c0f1b6a831c399e269772661'
      hash.sha1 | the SHA-1 hash in hexadecimal | hash.sha1('a') => '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'
      hash.sha256 | the SHA-256 hash in hexadecimal | hash.sha256('').startsWith('e3b0c44298fc') => true
      time.truncate | the time down to a multiple of a duration | time.truncate(timestamp('2024-01-01T00:17:00Z'), duration('1h')).getMinutes() => 0
      time.toCron | the time as a cron schedule | time.toCron(timestamp('2024-02-29T12:30:00Z')) => '30 12 29 2 4'
      time.now | the time now | time.now()
      random | a text by chance that a regular expression describes | random('[a-z]{8}')
      random.random | a text by chance that a regular expression describes | random.random('[a-z]{8}')
      listObjToMap | a map made of two lists of objects: keys and values | listObjToMap([{'k': 'a'}], [{'v': 'x'}], 'k', 'v') => {'a': 'x'}
      x509.decode | a certificate in PEM as an object | x509.decode(object.data.cert).Subject
      user.parseServiceAccount | namespace and name of a service account's user | user.parseServiceAccount('system:serviceaccount:a:b').Namespace => 'a'
      format.named | a format by its name | format.named('dns1123Label').hasValue() => true
      validate | what is wrong with a text in a format; no value for nothing | format.dns1123Label().validate('web').hasValue() => false
      Get | an object of the cluster, the answer of a service or an entry of the global context | resource.Get('v1', 'configmaps', 'default', 'settings').data
      get | an object of the cluster, the answer of a service or an entry of the global context | resource.get('v1', 'configmaps', 'default', 'settings').data
      List | the objects of a kind | resource.List('v1', 'pods', 'default').items
      list | the objects of a kind | resource.list('v1', 'pods', 'default').items
      Post | sends an object to the cluster or a value to a service | http.Post('https://a.io/', {'a': 'b'})
      post | sends an object to the cluster or a value to a service | http.post('https://a.io/', {'a': 'b'})
      Put | sends a value to a service | http.Put('https://a.io/', {'a': 'b'})
      put | sends a value to a service | http.put('https://a.io/', {'a': 'b'})
      Client | a client that trusts a certificate | http.Client('certificate in PEM').Get('https://a.io/')
      client | a client that trusts a certificate | http.client('certificate in PEM').get('https://a.io/')
      ToGVR | the resource of a kind | resource.ToGVR('apps/v1', 'Deployment')
      toGVR | the resource of a kind | resource.toGVR('apps/v1', 'Deployment')
      sort | the items in order | [2, 1].sort() => [1, 2]
      format.byte | the format of base 64 | format.byte().validate('aGVsbG8=').hasValue() => false
      format.date | the format of a date | format.date().validate('2024-02-29').hasValue() => false
      format.datetime | the format of a date and time | format.datetime().validate('2024-02-29T12:30:45Z').hasValue() => false
      format.dns1035Label | the format of a DNS label that begins with a letter | format.dns1035Label().validate('web').hasValue() => false
      format.dns1035LabelPrefix | the format of the start of such a label | format.dns1035LabelPrefix().validate('web-').hasValue() => false
      format.dns1123Label | the format of a DNS label | format.dns1123Label().validate('web').hasValue() => false
      format.dns1123LabelPrefix | the format of the start of a DNS label | format.dns1123LabelPrefix().validate('web-').hasValue() => false
      format.dns1123Subdomain | the format of a DNS name | format.dns1123Subdomain().validate('a.io').hasValue() => false
      format.dns1123SubdomainPrefix | the format of the start of a DNS name | format.dns1123SubdomainPrefix().validate('a.io-').hasValue() => false
      format.labelValue | the format of a label's value | format.labelValue().validate('web').hasValue() => false
      format.qualifiedName | the format of a label's key | format.qualifiedName().validate('a.io/web').hasValue() => false
      format.uri | the format of a URI | format.uri().validate('https://a.io/').hasValue() => false
      format.uuid | the format of a UUID | format.uuid().validate('123e4567-e89b-12d3-a456-426614174000').hasValue() => false
      path | asks about a path | authorizer.path('/healthz').check('get').allowed()
      group | asks about a group of resources | authorizer.group('apps').resource('deployments').check('list').allowed()
      resource | asks about a resource | authorizer.group('').resource('pods').check('list').allowed()
      namespace | asks about a namespace | authorizer.group('').resource('pods').namespace('a').check('list').allowed()
      name | asks about an object | authorizer.group('').resource('pods').name('web').check('get').allowed()
      serviceAccount | asks for a service account | authorizer.serviceAccount('a', 'b').group('').resource('pods').check('list').allowed()
      check | whether a verb is allowed | authorizer.group('').resource('pods').check('list').allowed()
      subresource | asks about a part of a resource | authorizer.group('').resource('pods').subresource('log').check('get').allowed()
      allowed | whether the answer is yes | authorizer.path('/healthz').check('get').allowed()
      reason | why | authorizer.path('/healthz').check('get').reason()
      errored | whether the question failed | authorizer.path('/healthz').check('get').errored()
      error | how the question failed | authorizer.path('/healthz').check('get').error()
      fieldSelector | asks about objects that a field selector chooses | authorizer.group('').resource('pods').fieldSelector('spec.nodeName=a').check('list').allowed()
      labelSelector | asks about objects that a label selector chooses | authorizer.group('').resource('pods').labelSelector('app=web').check('list').allowed()
      GetMetadata | what a registry says of an image | image.GetMetadata('nginx:1').config
      getMetadata | what a registry says of an image | image.getMetadata('nginx:1').config
      resource.Context.Get | an object of the cluster; null where there is none | resource.Get('v1', 'configmaps', 'default', 'settings').data
      http.Context.Get | the answer of a service, with `statusCode` | http.Get('https://a.io/').statusCode
      http.Context.Post | sends a value to a service; gives its answer, with `statusCode` | http.Post('https://a.io/', {'a': 'b'}).statusCode
      globalcontext.Context.Get | an entry of the global context, or a projection of it | globalContext.Get('deployments', 'names')
      resource.Context.Post | sends an object to the cluster | resource.Post('v1', 'configmaps', 'default', {'a': 'b'})
      generator.Context.Apply | generates objects in a namespace | generator.Apply('default', [{'apiVersion': dyn('v1'), 'kind': dyn('ConfigMap')}])
      verifyImageSignatures | how many of the attestors have signed an image | verifyImageSignatures('nginx:1', [attestors.acme])
      verifyAttestationSignatures | how many of the attestors have signed a statement about an image | verifyAttestationSignatures('nginx:1', attestations.sbom, [attestors.acme])
      getImageData | what a registry says of an image | getImageData('nginx:1').config
      extractPayload | what a verified statement about an image says | extractPayload('nginx:1', attestations.sbom)
      http.Allowed | lets a request through | http.Allowed().Response()
      http.Denied | refuses a request, with a reason | http.Denied('not yours').Response()
      http.CheckRequestAttributes.Header | the values of a header, however it is written | object.attributes.Header('x-team')
      http.CheckRequestAttributes.QueryParam | the values of a parameter of the query | object.attributes.QueryParam('page')
      http.CheckResponseOk.Response | the answer that lets through | http.Allowed().Response()
      http.CheckResponseDenied.Response | the answer that refuses | http.Denied('no').Response()
      envoy.Allowed | lets a request through | envoy.Allowed().Response()
      envoy.Denied | refuses a request, with a status of HTTP | envoy.Denied(403).Response()
      envoy.Header | a header to be set | envoy.Header('x-team', 'a').KeepEmptyValue()
      envoy.QueryParam | a parameter of the query to be set | envoy.Allowed().WithQueryParam(envoy.QueryParam('page', '2'))
      WithBody | the same with a body | envoy.Denied(401).WithBody('who are you?')
      WithHeader | the same with a header | envoy.Allowed().WithHeader('x-team', 'a')
      WithResponseHeader | the same with a header of the response | envoy.Allowed().WithResponseHeader('x-seen', 'yes')
      WithoutHeader | the same without a header | envoy.Allowed().WithoutHeader('x-team')
      WithQueryParam | the same with a parameter of the query | envoy.Allowed().WithQueryParam('page', '2')
      WithoutQueryParam | the same without a parameter of the query | envoy.Allowed().WithoutQueryParam('page')
      KeepEmptyValue | whether a header without a value stays | envoy.Header('x-team', '').KeepEmptyValue()
      Response | the answer to the request | envoy.Allowed().Response()
      WithMessage | the same with a message | envoy.Allowed().Response().WithMessage('hello')
      WithMetadata | the same with metadata for other filters | envoy.Allowed().Response().WithMetadata({'a': 'b'})
      jwt.Decode | a token whose signature a key or one of a set of keys verifies | jwt.Decode('a.b.c', 'secret').Valid
      jwks.Fetch | the keys of an issuer | jwt.Decode('a.b.c', jwks.Fetch('https://a.io/keys')).Valid
      mcp.MCP.Parse | a message of the Model Context Protocol | mcp.Parse(object.attributes.body).ToolCall.Name
      GetStringArgument | an argument of a call, or another value where there is none | mcp.Parse(object.attributes.body).GetStringArgument('path', '')
      GetIntArgument | an argument of a call, or another value where there is none | mcp.Parse(object.attributes.body).GetIntArgument('count', 0)
      GetFloatArgument | an argument of a call, or another value where there is none | mcp.Parse(object.attributes.body).GetFloatArgument('share', 0.5)
      GetBoolArgument | an argument of a call, or another value where there is none | mcp.Parse(object.attributes.body).GetBoolArgument('force', false)
      GetStringSliceArgument | a list of texts among the arguments of a call | mcp.Parse(object.attributes.body).GetStringSliceArgument('paths', '')
      GetIntSliceArgument | a list of integers among the arguments of a call | mcp.Parse(object.attributes.body).GetIntSliceArgument('counts', 0)
      GetFloatSliceArgument | a list of numbers among the arguments of a call | mcp.Parse(object.attributes.body).GetFloatSliceArgument('shares', 0.5)
      GetBoolSliceArgument | a list of truths among the arguments of a call | mcp.Parse(object.attributes.body).GetBoolSliceArgument('flags', false)
      Unmarshal | the value that JSON stands for | json.Unmarshal(string(object.attributes.body)).user
      """;

  private static final Map<String, Example> EXAMPLES = read();

  private CelExamples() {}

  /**
   * What a function does.
   *
   * @param note in a phrase
   * @param expression a whole expression that calls it
   * @param value its value as CEL; empty where that depends on more
   */
  public record Example(String note, String expression, String value) {}

  /**
   * The note and example of a function.
   *
   * @param function its name, of {@code math.round} the whole of it
   */
  public static Optional<Example> of(String function) {
    Example found = EXAMPLES.get(function);
    return Optional.ofNullable(
        found == null ? EXAMPLES.get(function.substring(function.indexOf('.') + 1)) : found);
  }

  /**
   * The note and example of a call: those of this receiver where several have a function of the
   * name, in whatever case.
   */
  public static Optional<Example> of(Overload overload) {
    String id = overload.id();
    int bracket = id.indexOf('(');
    String path = bracket < 0 ? id : id.substring(0, bracket);
    int name = path.lastIndexOf('.') + 1;
    String title = path.isEmpty() ? path : capital(path, name);
    Example found = EXAMPLES.getOrDefault(path, EXAMPLES.get(title));
    return found == null ? of(overload.function()) : Optional.of(found);
  }

  private static String capital(String path, int name) {
    return path.substring(0, name)
        + Character.toUpperCase(path.charAt(name))
        + path.substring(name + 1);
  }

  /** All of them by the functions' names. */
  static Map<String, Example> all() {
    return EXAMPLES;
  }

  private static Map<String, Example> read() {
    Map<String, Example> examples = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] parts = line.split(" \\| ", 3);
      int arrow = parts[2].lastIndexOf(" => ");
      examples.put(
          parts[0],
          new Example(
              parts[1],
              arrow < 0 ? parts[2] : parts[2].substring(0, arrow),
              arrow < 0 ? "" : parts[2].substring(arrow + 4)));
    }
    return examples;
  }
}
