package io.logstrata.appender;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** What a name template may ask of the process and its machine. */
record Surroundings(String host, long pid, String uuid, UnaryOperator<String> environment) {
  /** Of this very process. */
  static Surroundings real() {
    return new Surroundings(
        hostName(), ProcessHandle.current().pid(), UUID.randomUUID().toString(), System::getenv);
  }

  /** The first label of the machine's name: {@code ip-172-31-26-196}. */
  private static String hostName() {
    String name = fullHostName();
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * The kernel and the environment answer at once; the resolver, which may take seconds, is asked
   * last.
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
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown-host";
    }
  }
}
