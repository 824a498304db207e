package dev.ephor.lsp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code ephor lsp} as an editor starts it: a process of its own, killed when the test ends. */
final class SpawnedServer implements AutoCloseable {

  private final Process process;
  private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();

  private SpawnedServer(Process process) {
    this.process = process;
    Thread reader = new Thread(this::readErrors, "server-errors");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts {@code ephor lsp} with these arguments. */
  static SpawnedServer start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of("dev.ephor.cli.Main", "lsp"));
    command.addAll(List.of(arguments));
    return new SpawnedServer(new ProcessBuilder(command).start());
  }

  /** The protocol over the process's standard input and output. */
  Wire standardStreams() {
    return Wire.toProcess(process);
  }

  /** The protocol over the loopback interface. */
  Wire socket(int port) throws IOException {
    return Wire.toSocket(new Socket(InetAddress.getLoopbackAddress(), port), process);
  }

  Process process() {
    return process;
  }

  /** The next line on standard error. */
  String nextError() {
    try {
      String line = errors.poll(Wire.SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("nothing on standard error within " + Wire.SECONDS + " seconds");
      }
      return line;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void readErrors() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        errors.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
