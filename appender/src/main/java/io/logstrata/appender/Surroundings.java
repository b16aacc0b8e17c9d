package io.logstrata.appender;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a name template may ask of the process and its machine.
 *
 * @param host the first label of the machine's name; asked only for a name that has it
 */
record Surroundings(
    Supplier<String> host, long pid, String uuid, UnaryOperator<String> environment) {
  private static final long RESOLVER_MILLIS = 2_000;
  private static final String UNKNOWN = "unknown-host";

  /** Of this very process. */
  static Surroundings real() {
    return new Surroundings(
        once(Surroundings::hostName),
        ProcessHandle.current().pid(),
        UUID.randomUUID().toString(),
        System::getenv);
  }

  /** The first label of the machine's name: {@code ip-172-31-26-196}. */
  private static String hostName() {
    String name = fullHostName();
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * The kernel and the environment answer at once; the resolver, which may take long, is asked
   * last, and waited for two seconds at most.
   */
  private static String fullHostName() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      if (!name.isEmpty() && !name.equals("(none)")) {
        return name;
      }
    } catch (IOException | RuntimeException e) {
      // not Linux
    }
    for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
      String name = System.getenv(variable);
      if (name != null && !name.isBlank()) {
        return name.strip();
      }
    }
    return inTime(() -> InetAddress.getLocalHost().getHostName(), RESOLVER_MILLIS);
  }

  /** Asked again, it says the same: several names may have it. By one thread. */
  static Supplier<String> once(Supplier<String> name) {
    String[] known = new String[1];
    return () -> {
      if (known[0] == null) {
        known[0] = name.get();
      }
      return known[0];
    };
  }

  /** What the resolver says, or {@code unknown-host} if it fails or takes longer. */
  static String inTime(Callable<String> resolver, long millis) {
    FutureTask<String> answer = new FutureTask<>(resolver);
    Thread thread = new Thread(answer, "logstrata-host-name");
    thread.setDaemon(true);
    try {
      thread.start();
    } catch (OutOfMemoryError e) { // no thread to be had
      return UNKNOWN;
    }
    boolean interrupted = Thread.interrupted(); // no reason for another name
    try {
      return answer.get(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
      return UNKNOWN;
    } catch (ExecutionException | TimeoutException e) {
      return UNKNOWN;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
