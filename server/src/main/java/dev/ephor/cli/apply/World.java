package dev.ephor.cli.apply;

import dev.ephor.context.Facts;
import dev.ephor.context.HostNames;
import dev.ephor.evaluation.Requests;
import dev.ephor.given.GivenRequests;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import java.io.InputStream;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The circumstances of an application, as options and files say.
 *
 * @param requests what each policy sees of the request
 * @param facts the world
 */
record World(Requests requests, Facts facts) {

  /**
   * Reads everything that the options name.
   *
   * @param bindings where admission policies hold
   */
  static World of(
      WorldOptions options,
      InputOptions input,
      List<MapValue> bindings,
      List<Resource> resources,
      InputStream standardInput,
      PrintWriter out,
      Consumer<String> errors)
      throws Unusable {
    UserInfo user = GivenFiles.user(options.user, out);
    ValuesFile values = GivenFiles.values(options.values);
    GivenFiles.context(options.context);
    List<MapValue> manifests = new ArrayList<>(bindings);
    resources.forEach(resource -> manifests.add(resource.root()));
    for (List<String> paths : List.of(input.targets, input.parameters, input.definitions)) {
      ResourceFiles.read(paths, standardInput, errors)
          .forEach(resource -> manifests.add(resource.root()));
    }
    return new World(
        new GivenRequests(values, options.givenVariables(), user),
        GivenWorld.ofApply(
            values,
            manifests,
            Clock.system(ZoneId.systemDefault()),
            new SecureRandom()::nextInt,
            HostNames.OFFLINE));
  }
}
