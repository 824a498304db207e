package dev.ephor.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Work as the processor time of the current thread: a text that takes exponential time is found,
 * and a busy machine, on which the thread only waits, is not taken for one.
 */
public final class ProcessorTime {

  private ProcessorTime() {}

  /** What the current thread has computed since it began. */
  public static Duration now() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
  }
}
