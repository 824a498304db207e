package dev.ephor.cli;

import dev.ephor.lsp.Log;
import dev.ephor.lsp.LspServer;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ephor lsp}: the language server, on standard input and output. */
@Command(
    name = "lsp",
    mixinStandardHelpOptions = true,
    description = "Serve an editor that speaks the Language Server Protocol.",
    footer = {
      "",
      "Examples:",
      "  ephor lsp                                what an editor starts",
      "  ephor lsp --log /tmp/ephor.log --trace   with every message in a file",
      "  ephor lsp --socket 7658                  wait for one client on 127.0.0.1:7658"
    })
public final class LspCommand implements Callable<Integer> {

  @Option(names = "--stdio", description = "Talk on standard input and output; the default.")
  boolean stdio;

  @Option(
      names = "--socket",
      paramLabel = "PORT",
      description = "Wait for one client on this port of the loopback interface, for debugging.")
  @Nullable Integer socket;

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Append the log to this file instead of standard error.")
  @Nullable Path log;

  @Option(names = "--trace", description = "Write every message to the log.")
  boolean trace;

  @Option(
      names = "--clientProcessId",
      paramLabel = "PID",
      hidden = true,
      description = "What some clients pass; the process named in initialize counts.")
  @Nullable Long clientProcessId;

  @Spec
  @SuppressWarnings("NullAway.Init") // injected
  CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    // Whatever else prints must not end up between two messages.
    System.setOut(System.err);
    Log lines = open();
    lines.captureLibraries();
    String version = String.join("", spec.root().version()).replaceFirst("^ephor ", "");
    if (socket == null) {
      return LspServer.serve(
          new FileInputStream(FileDescriptor.in),
          new FileOutputStream(FileDescriptor.out),
          version,
          lines);
    }
    try (Socket client = onlyClient(socket)) {
      client.setTcpNoDelay(true);
      return LspServer.serve(client.getInputStream(), client.getOutputStream(), version, lines);
    }
  }

  /** Waits for one client. Whoever comes later is refused, not left waiting in a queue. */
  private Socket onlyClient(int port) throws IOException {
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      System.err.println("ephor: waiting for a client on 127.0.0.1:" + server.getLocalPort());
      return server.accept();
    } catch (BindException taken) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "cannot listen on port "
              + port
              + ": "
              + taken.getMessage()
              + ". Choose another, or 0 for one that is free.",
          taken);
    }
  }

  private Log open() {
    if (log == null) {
      return Log.to(
          new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
          Clock.systemUTC(),
          trace);
    }
    try {
      return Log.toFile(log, Clock.systemUTC(), trace);
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "cannot write the log " + log + ": " + e.getMessage(), e);
    }
  }
}
