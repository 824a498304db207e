package dev.ephor.cli.create;

import dev.ephor.value.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ephor create user-info}: who makes the requests. */
@Command(
    name = "user-info",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = 1,
    description = "Makes a file that says who makes the requests.",
    footer = {
      "",
      "Example:",
      "  ephor create user-info -u molybdenum@somecorp.com -g basic-user -c admin"
    })
final class CreateUserInfo implements Callable<Integer> {

  @Mixin private Destination destination = new Destination();

  @Option(
      names = {"-u", "--username"},
      paramLabel = "NAME",
      description = "The user's name.")
  private String username = "";

  @Option(
      names = {"-r", "--role"},
      paramLabel = "NAME",
      split = ",",
      description = "Roles.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = {"-c", "--cluster-role"},
      paramLabel = "NAME",
      split = ",",
      description = "Cluster roles.")
  private List<String> clusterRoles = new ArrayList<>();

  @Option(
      names = {"-g", "--group"},
      paramLabel = "NAME",
      split = ",",
      description = "Groups.")
  private List<String> groups = new ArrayList<>();

  @Override
  public Integer call() {
    String text =
        Parts.head("UserInfo", "user-info")
            + Parts.field("list of roles", "roles", Parts.scalars(roles))
            + Parts.field("list of cluster roles", "clusterRoles", Parts.scalars(clusterRoles))
            + "\nuserInfo:\n"
            + Destination.yaml(Parts.map().put("username", Scalar.of(username)).build(), 2)
            + (groups.isEmpty()
                ? "  groups:\n"
                : Destination.yaml(Parts.map().put("groups", Parts.texts(groups)).build(), 2));
    return destination.write(text);
  }
}
