package io.logstrata.appender;

import static java.time.Duration.ofSeconds;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * A process that logs, to be watched and killed. Prints the number of an event after its call has
 * returned.
 */
final class Worker {
  private Worker() {}

  public static void main(String[] arguments) throws InterruptedException {
    String behaviour = arguments[1];
    String level = behaviour.equals("debug") ? "DEBUG" : "INFO";
    LoggingSetup setup = LoggingSetup.ofTheWholeProcess(arguments[0], arguments[2], level);
    Logger logger = setup.logger();
    switch (behaviour) {
      case "talk" -> {
        for (int i = 0; ; i++) {
          logger.info("event {}", i);
          System.out.println(i);
          LockSupport.parkNanos(
              100_000); // a busy service, not a benchmark: leave the sender a processor
        }
      }
      case "say" -> {
        logger.info("event 0");
        System.out.println(0);
      }
      case "debug" -> {
        for (int i = 0; i < 20; i++) {
          logger.info("event {}", i);
          boolean flushed = setup.appender().flush(ofSeconds(30));
          System.out.println(flushed ? i : -1);
        }
      }
      default -> throw new IllegalArgumentException(behaviour);
    }
  }
}
