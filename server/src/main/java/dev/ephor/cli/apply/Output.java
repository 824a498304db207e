package dev.ephor.cli.apply;

import java.io.PrintWriter;
import java.util.List;

/**
 * A way to show what policies said.
 *
 * @param <T> what remains of one resource's responses
 */
interface Output<T> {

  /** Makes what is to be shown of one resource; called on any thread. */
  T digest(List<Response> responses);

  /** Takes it; called in the order of the resources. */
  void take(T digest);

  /** Shows everything that was taken. */
  void print(PrintWriter out, Counts counts);
}
