package io.logstrata.appender;

import ch.qos.logback.core.spi.ContextAware;
import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Shipper;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The bean, and its place in the platform's server. */
final class AppenderStatistics implements AppenderStatisticsMXBean {
  private static final int MOST_OF_ONE_NAME = 1_000;

  private final Shipper<?> shipper;
  private final ContextAware reporter;
  private ObjectName name; // null unless it is registered

  /**
   * @param reporter told what does not work
   */
  AppenderStatistics(Shipper<?> shipper, ContextAware reporter) {
    this.shipper = shipper;
    this.reporter = reporter;
  }

  /**
   * Registers the bean; where the name is taken, by an appender of a context of the same name, with
   * a number behind it. Without it, everything else works.
   */
  void register(String context, String appender) {
    try {
      name = register(name(context, appender));
    } catch (JMException | RuntimeException e) {
      reporter.addWarn("Could not register the JMX bean; everything else works.", e);
    }
  }

  void unregister() {
    try {
      if (name != null && server().isRegistered(name)) {
        server().unregisterMBean(name);
      }
    } catch (JMException | RuntimeException e) {
      reporter.addWarn("Could not remove the JMX bean.", e);
    }
  }

  private static String name(String context, String appender) {
    return "io.logstrata:type=CloudWatchAppender,context="
        + ObjectName.quote(context)
        + ",name="
        + ObjectName.quote(appender);
  }

  private ObjectName register(String wanted) throws JMException {
    for (int number = 1; ; number++) {
      try {
        ObjectName free = new ObjectName(number == 1 ? wanted : wanted + ",number=" + number);
        return server().registerMBean(this, free).getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        if (number == MOST_OF_ONE_NAME) {
          throw e;
        }
      }
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  @Override
  public Map<String, Long> getBooks() {
    Books books = books();
    return Map.of(
        "accepted", books.accepted(),
        "delivered", books.delivered(),
        "dropped", books.dropped(),
        "rejected", books.rejected(),
        "waiting", books.waiting(),
        "possiblyDuplicated", books.possiblyDuplicated());
  }

  @Override
  public long getAccepted() {
    return books().accepted();
  }

  @Override
  public long getDelivered() {
    return books().delivered();
  }

  @Override
  public long getDropped() {
    return books().dropped();
  }

  @Override
  public long getRejected() {
    return books().rejected();
  }

  @Override
  public long getWaiting() {
    return books().waiting();
  }

  @Override
  public long getPossiblyDuplicated() {
    return books().possiblyDuplicated();
  }

  @Override
  public Map<String, Long> getLosses() {
    Map<String, Long> losses = new TreeMap<>();
    Books books = books();
    books.losses().keySet().forEach(loss -> losses.put(loss.name(), books.lost(loss)));
    return losses;
  }

  @Override
  public Map<String, Map<String, Long>> getLossesByLevel() {
    Map<String, Map<String, Long>> losses = new TreeMap<>();
    books()
        .losses()
        .forEach(
            (loss, counts) -> {
              Map<String, Long> byLevel = new TreeMap<>();
              counts.forEach((level, count) -> byLevel.put(level.name(), count));
              losses.put(loss.name(), byLevel);
            });
    return losses;
  }

  @Override
  public long getQueuedBytes() {
    return shipper.queuedBytes();
  }

  @Override
  public long getRequests() {
    return activity().requests();
  }

  @Override
  public long getRetries() {
    return activity().retries();
  }

  @Override
  public long getFailures() {
    return activity().failures();
  }

  @Override
  public long getLastCallMillis() {
    return activity().lastCall().toMillis();
  }

  @Override
  public long getLongestCallMillis() {
    return activity().longestCall().toMillis();
  }

  @Override
  public String getLastFailure() {
    return activity().lastFailure().orElse("");
  }

  private Books books() {
    return shipper.books();
  }

  private Activity.Snapshot activity() {
    return shipper.activity();
  }
}
