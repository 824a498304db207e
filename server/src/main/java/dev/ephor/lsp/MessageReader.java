package dev.ephor.lsp;

import com.google.gson.JsonParseException;
import com.google.gson.stream.MalformedJsonException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.OptionalLong;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into messages and never gives up before its end: what is no message is answered
 * with an error, as JSON-RPC asks, and reading goes on at the next header. Takes the place of
 * lsp4j's own reader, which answers broken JSON with silence and allocates whatever a header
 * announces.
 */
final class MessageReader {

  /** A message longer than this is skipped and refused; a 50 MB document fits several times. */
  static final int MAX_MESSAGE_BYTES = 256 << 20;

  private static final ResponseErrorCode PARSE_ERROR = ResponseErrorCode.ParseError;
  private static final ResponseErrorCode INVALID_PARAMS = ResponseErrorCode.InvalidParams;
  private static final ResponseErrorCode INVALID_REQUEST = ResponseErrorCode.InvalidRequest;
  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final String LENGTH = "content-length:";

  private final BufferedInputStream in;
  private final MessageJsonHandler json;
  private final MessageConsumer replies;
  private final Log log;

  MessageReader(InputStream in, MessageJsonHandler json, MessageConsumer replies, Log log) {
    this.in = new BufferedInputStream(in, 64 << 10);
    this.json = json;
    this.replies = replies;
    this.log = log;
  }

  /**
   * Reads until the stream ends.
   *
   * @param consumer gets every well-formed message, in order, on this thread
   * @throws IOException when the stream breaks rather than ends
   */
  void listen(MessageConsumer consumer) throws IOException {
    for (Header header = header(); header != null; header = header()) {
      if (header.problem != null) {
        refuse(null, PARSE_ERROR, header.problem);
      } else if (header.length > MAX_MESSAGE_BYTES) {
        in.skipNBytes(header.length);
        refuse(
            null,
            INVALID_REQUEST,
            "a message of "
                + header.length
                + " bytes is longer than the limit of "
                + MAX_MESSAGE_BYTES);
      } else {
        body(header, consumer);
      }
    }
  }

  private void body(Header header, MessageConsumer consumer) throws IOException {
    Body body = new Body(in, header.length);
    Message message;
    try (Reader reader = new InputStreamReader(body, header.charset)) {
      message = json.parseMessage(reader);
    } catch (MessageIssueException e) {
      body.skipRest();
      refuse(e.getRpcMessage(), e.getIssues().get(0));
      return;
    } catch (JsonParseException | IllegalStateException | StackOverflowError e) {
      body.skipRest();
      refuse(null, PARSE_ERROR, "not a JSON-RPC message: " + reason(e));
      return;
    }
    body.skipRest();
    if (message == null) {
      refuse(null, INVALID_REQUEST, "an empty message");
    } else {
      consumer.consume(message);
    }
  }

  private void refuse(Message message, MessageIssue issue) {
    Exception cause = issue.getCause();
    String text = cause == null ? issue.getText() : issue.getText() + " " + reason(cause);
    if (message instanceof RequestMessage request) {
      refuse(request.getRawId(), isBrokenJson(issue) ? PARSE_ERROR : INVALID_PARAMS, text);
    } else if (isBrokenJson(issue)) {
      refuse(null, PARSE_ERROR, text); // what it was going to be is not known
    } else if (message instanceof NotificationMessage || message instanceof ResponseMessage) {
      log.warn("ignored a message: " + text); // neither may be answered
    } else {
      refuse(null, INVALID_REQUEST, text);
    }
  }

  /** lsp4j calls a parameter of a wrong type a parse error, too. */
  private static boolean isBrokenJson(MessageIssue issue) {
    Throwable cause = issue.getCause();
    boolean broken = cause == null && issue.getIssueCode() == PARSE_ERROR.getValue();
    for (; cause != null && !broken; cause = cause.getCause()) {
      broken = cause instanceof MalformedJsonException || cause instanceof EOFException;
    }
    return broken;
  }

  private void refuse(@Nullable Either<String, Number> id, ResponseErrorCode code, String text) {
    log.warn("refused a message: " + text);
    ResponseMessage response = new ResponseMessage();
    response.setJsonrpc("2.0");
    if (id != null) {
      response.setRawId(id);
    }
    response.setError(new ResponseError(code, text, null));
    replies.consume(response);
  }

  private static String reason(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  /**
   * What stands before a message.
   *
   * @param problem why the message cannot be found, or null
   */
  private record Header(long length, Charset charset, @Nullable String problem) {
    static Header broken(String problem) {
      return new Header(0, StandardCharsets.UTF_8, problem);
    }
  }

  /** The next header that announces a message, or a problem told once for what is skipped. */
  private @Nullable Header header() throws IOException {
    OptionalLong length = OptionalLong.empty();
    Charset charset = StandardCharsets.UTF_8;
    int read = 0;
    while (true) {
      String line = line();
      if (line == null) {
        return null;
      }
      read += line.length();
      String lower = line.toLowerCase(Locale.ROOT);
      // A message cut short by a wrong length leaves its tail right before the next header.
      int at = lower.lastIndexOf(LENGTH);
      if (at >= 0) {
        length = number(line.substring(at + LENGTH.length()).strip());
        if (length.isEmpty()) {
          return Header.broken("not a length: " + line);
        }
        if (at > 0) {
          log.warn("skipped " + at + " bytes before a header");
        }
      } else if (lower.startsWith("content-type:")) {
        charset = charset(lower);
      } else if (line.isEmpty() && length.isPresent()) {
        return new Header(length.getAsLong(), charset, null);
      } else if (line.isEmpty() && read > 0) {
        return Header.broken("a header without Content-Length");
      }
      if (read > MAX_HEADER_BYTES) {
        return Header.broken("no Content-Length in " + read + " bytes");
      }
    }
  }

  private static OptionalLong number(String text) {
    try {
      long value = Long.parseLong(text);
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private static Charset charset(String header) {
    int at = header.indexOf("charset=");
    String name = at < 0 ? "utf-8" : header.substring(at + 8).replace("\"", "").strip();
    try {
      // The protocol's first version wrote utf8.
      return name.equals("utf8") ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** A line without its end, at most as long as a header may be; null at the end of the stream. */
  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      return null;
    }
    for (; c >= 0 && c != '\n' && line.length() <= MAX_HEADER_BYTES; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** The bytes of one message. */
  private static final class Body extends FilterInputStream {
    private long left;

    Body(InputStream in, long length) {
      super(in);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      if (left <= 0) {
        return -1;
      }
      int c = super.read();
      left = c < 0 ? 0 : left - 1;
      return c;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int count = super.read(bytes, offset, (int) Math.min(length, left));
      left = count < 0 ? 0 : left - count;
      return count;
    }

    void skipRest() throws IOException {
      while (left > 0 && skip(left) > 0) {}
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(Math.min(count, left));
      left = skipped <= 0 ? 0 : left - skipped;
      return skipped;
    }

    @Override
    public void close() {} // the stream outlives the message
  }
}
