package dev.ephor.lsp;

import static dev.ephor.lsp.Dispatcher.required;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * {@code workspace/executeCommand}: every command that the server knows. A new one is a file and a
 * line here. Each takes one object and answers JSON, so that any client can use it;
 * docs/protocol.md describes them.
 */
final class Commands {

  private Commands() {}

  /** What a command does. */
  @FunctionalInterface
  interface Body {

    /** The answer, of what {@link Invocations#json} takes or a protocol's object; null for none. */
    @Nullable Object run(Question question, Arguments arguments);
  }

  /**
   * A command.
   *
   * @param name such as {@code ephor.preview}
   */
  record Named(String name, Body body) {}

  private static final List<Named> TABLE =
      List.of(
          new Named("ephor.applyMutations", PreviewCommands::apply),
          new Named("ephor.explain", Explaining::explain),
          new Named("ephor.focus", Explaining::focus),
          new Named("ephor.preview", PreviewCommands::preview),
          new Named("ephor.show", ShownResources::show),
          new Named("ephor.test", TestCommands::results),
          new Named("ephor.updateExpectation", TestCommands::update),
          new Named("ephor.addTest", CaseCommands::add),
          new Named("ephor.nearMiss", CaseCommands::nearMiss));

  private static final Map<String, Named> BY_NAME =
      TABLE.stream().collect(Collectors.toUnmodifiableMap(Named::name, Function.identity()));

  static ExecuteCommandOptions options() {
    return new ExecuteCommandOptions(TABLE.stream().map(Named::name).toList());
  }

  static @Nullable Object run(Question question, ExecuteCommandParams params) {
    String name = required(params.getCommand(), "command");
    Named command = BY_NAME.get(name);
    if (command == null) {
      throw Dispatcher.error(
          ResponseErrorCode.InvalidParams,
          "there is no command '"
              + name
              + "'; there are "
              + BY_NAME.keySet().stream().sorted().toList());
    }
    return command.body().run(question, Arguments.of(name, params.getArguments()));
  }
}
