package dev.ephor.cli.apply;

import dev.ephor.cli.ThisMachine;
import dev.ephor.context.Facts;
import dev.ephor.evaluation.Requests;
import dev.ephor.given.ContextFile;
import dev.ephor.given.ContextWorld;
import dev.ephor.given.GivenExceptions;
import dev.ephor.given.GivenRequests;
import dev.ephor.given.GivenWorld;
import dev.ephor.given.NamedObjects;
import dev.ephor.given.NamedParameters;
import dev.ephor.given.ValuesFile;
import dev.ephor.kubernetes.Resource;
import dev.ephor.kubernetes.UserInfo;
import dev.ephor.value.MapValue;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The circumstances of an application, as options and files say.
 *
 * @param requests what each policy sees of the request
 * @param facts the world
 * @param exceptions how many exceptions there are
 */
record World(Requests requests, Facts facts, int exceptions) {

  /**
   * Reads everything that the options name.
   *
   * @param known manifests that were read already: resources, bindings of policies
   * @param cluster what is not given is asked there
   */
  static World of(
      WorldOptions options,
      InputOptions input,
      List<MapValue> known,
      ClusterUse cluster,
      PrintWriter out,
      Consumer<String> errors)
      throws Unusable {
    UserInfo user = GivenFiles.user(options.user, out);
    ValuesFile values = GivenFiles.values(options.values);
    ContextFile context = GivenFiles.context(options.context);
    List<MapValue> manifests = new ArrayList<>(known);
    List<MapValue> targets = roots(input.targets, errors);
    manifests.addAll(targets);
    List<MapValue> parameters = roots(input.parameters, errors);
    manifests.addAll(parameters);
    List<MapValue> definitions = roots(input.definitions, errors);
    manifests.addAll(definitions);
    List<MapValue> exceptions = exceptions(input, known);
    Facts given =
        GivenWorld.ofApply(
            values, manifests, ThisMachine.CLOCK, ThisMachine.CHANCE, ThisMachine.HOSTS);
    Facts world =
        options.context == null && targets.isEmpty()
            ? given
            : new ContextWorld(given, context, targets);
    Facts asking = cluster.world(world);
    Facts excepted = exceptions.isEmpty() ? asking : GivenExceptions.of(asking, exceptions);
    return new World(
        new GivenRequests(values, options.givenVariables(), user),
        new NamedParameters(NamedObjects.of(excepted, targets, definitions), parameters),
        exceptions.size());
  }

  private static List<MapValue> roots(List<String> paths, Consumer<String> errors) {
    return ResourceFiles.read(paths, InputStream.nullInputStream(), errors).stream()
        .map(Resource::root)
        .toList();
  }

  private static List<MapValue> exceptions(InputOptions input, List<MapValue> known)
      throws Unusable {
    if (input.exceptionsWithResources) {
      return known.stream().filter(ExceptionFiles::isException).toList();
    }
    return ExceptionFiles.read(input.exceptions);
  }
}
