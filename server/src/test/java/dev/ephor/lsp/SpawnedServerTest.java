package dev.ephor.lsp;

import static dev.ephor.lsp.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program itself, as an editor starts, uses and leaves it. */
class SpawnedServerTest {

  @TempDir Path folder;

  @Test
  void aSessionOverStandardStreams() throws Exception {
    try (SpawnedServer server = SpawnedServer.start()) {
      Wire wire = server.standardStreams();
      try (Editor editor = Editor.on(wire, folder, "{}", JsonNull.INSTANCE)) {
        editor
            .open("web.yaml", "kind: Pod\n")
            .shows("web.yaml", "kind: Pod\n")
            .replace("web.yaml", "kind: Pod\n", "kind: Pod\nmetadata\n")
            .marks("web.yaml", "metadata", "error")
            .replace("web.yaml", "metadata\n", "metadata: {name: web}\n")
            .shows("web.yaml", "kind: Pod\nmetadata: {name: web}\n")
            .replace("web.yaml", "kind: Pod", "kind: [Pod")
            .marks("web.yaml", "kind: [Pod", "error")
            .close("web.yaml")
            .shows("web.yaml", "");
      } // shutdown, exit, and an exit code of 0
      assertThat(wire.strayOutput()).isEmpty();
    }
  }

  @Test
  void exitWithoutShutdownIsAFailure() throws Exception {
    try (SpawnedServer server = SpawnedServer.start("--stdio")) {
      Wire wire = server.standardStreams();
      initialize(wire, "null");
      wire.notify("exit", JsonNull.INSTANCE);
      assertThat(wire.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void theServerEndsWithTheProcessOfItsClient() throws Exception {
    Process client = new ProcessBuilder("sleep", "600").start();
    try (SpawnedServer server = SpawnedServer.start()) {
      Wire wire = server.standardStreams(); // it stays open: only the process can tell
      initialize(wire, String.valueOf(client.pid()));
      assertThat(wire.isAlive()).isTrue();
      client.destroyForcibly();
      assertThat(wire.exitCode()).isEqualTo(1);
    } finally {
      client.destroyForcibly();
    }
  }

  @Test
  void aSocketServesOneClientOnLoopbackOnly() throws Exception {
    try (SpawnedServer server = SpawnedServer.start("--socket", "0")) {
      String waiting = server.nextError();
      assertThat(waiting).startsWith("ephor: waiting for a client on 127.0.0.1:");
      int port = Integer.parseInt(waiting.substring(waiting.lastIndexOf(':') + 1));
      for (InetAddress other : addressesOfThisMachineButLoopback()) {
        assertThatThrownBy(() -> connect(other, port)).isInstanceOf(IOException.class);
      }
      Wire wire = server.socket(port);
      initialize(wire, "null");
      assertThatThrownBy(() -> connect(InetAddress.getLoopbackAddress(), port))
          .isInstanceOf(ConnectException.class);
      wire.request("shutdown", JsonNull.INSTANCE);
      wire.notify("exit", JsonNull.INSTANCE);
      assertThat(wire.exitCode()).isZero();
      assertThat(server.process().getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void aPortThatIsTakenIsBadUse() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SpawnedServer server =
            SpawnedServer.start("--socket", String.valueOf(taken.getLocalPort()))) {
      assertThat(server.nextError())
          .startsWith("cannot listen on port " + taken.getLocalPort() + ": ");
      assertThat(server.process().waitFor()).isEqualTo(2);
    }
  }

  @Test
  void messagesAreTracedToTheLogFileAndTheLogIsAppendedTo() throws Exception {
    Path log = Files.writeString(folder.resolve("ephor.log"), "what was there before\n");
    try (SpawnedServer server = SpawnedServer.start("--trace", "--log", log.toString())) {
      Wire wire = server.standardStreams();
      initialize(wire, "null");
      wire.notify("textDocument/didClose", json("{'textDocument':{'uri':'file:///unheard-of'}}"));
      wire.request("shutdown", JsonNull.INSTANCE);
      wire.notify("exit", JsonNull.INSTANCE);
      assertThat(wire.exitCode()).isZero();
      assertThat(wire.strayOutput()).isEmpty();
    }
    List<String> lines = Files.readAllLines(log);
    assertThat(lines.get(0)).isEqualTo("what was there before");
    assertThat(lines)
        .anyMatch(line -> line.contains(" trace --> {") && line.contains("\"initialize\""))
        .anyMatch(line -> line.contains(" trace <-- {") && line.contains("\"capabilities\""))
        .anyMatch(line -> line.contains(" warn  closed without having been open"))
        .anyMatch(line -> line.contains(" trace --> {") && line.contains("\"shutdown\""));
  }

  @Test
  void withoutTraceTheLogFileHasNoMessages() throws Exception {
    Path log = folder.resolve("ephor.log");
    try (SpawnedServer server = SpawnedServer.start("--log", log.toString())) {
      Wire wire = server.standardStreams();
      initialize(wire, "null");
      wire.notify("textDocument/didClose", json("{'textDocument':{'uri':'file:///unheard-of'}}"));
      wire.notify("exit", JsonNull.INSTANCE);
      assertThat(wire.exitCode()).isEqualTo(1);
    }
    assertThat(Files.readString(log)).contains("closed without having").doesNotContain("trace");
  }

  private void initialize(Wire wire, String processId) {
    JsonObject params = json("{'processId':" + processId + ",'capabilities':{}}");
    params.addProperty("rootUri", folder.toUri().toString());
    assertThat(wire.request("initialize", params).has("result")).isTrue();
    wire.notify("initialized", new JsonObject());
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
    }
  }

  private static List<InetAddress> addressesOfThisMachineButLoopback() throws SocketException {
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      if (each.isUp() && !each.isLoopback()) {
        Optional<InetAddress> first = each.inetAddresses().findFirst();
        first.ifPresent(addresses::add);
      }
    }
    return addresses;
  }
}
