package io.logstrata.appender;

import io.logstrata.appender.ship.Activity;
import io.logstrata.appender.ship.Books;
import io.logstrata.appender.ship.Shipper;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/** The bean, and its place in the platform's server. */
final class AppenderStatistics implements AppenderStatisticsMXBean {
  private static final int MOST_OF_ONE_NAME = 1_000;

  private final Shipper<?> shipper;

  AppenderStatistics(Shipper<?> shipper) {
    this.shipper = shipper;
  }

  /**
   * Registers the bean; where the name is taken, by an appender of a context of the same name, with
   * a number behind it.
   */
  ObjectName register(String context, String appender) throws JMException {
    String name =
        "io.logstrata:type=CloudWatchAppender,context="
            + ObjectName.quote(context)
            + ",name="
            + ObjectName.quote(appender);
    for (int number = 1; ; number++) {
      try {
        ObjectName free = new ObjectName(number == 1 ? name : name + ",number=" + number);
        return ManagementFactory.getPlatformMBeanServer().registerMBean(this, free).getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        if (number == MOST_OF_ONE_NAME) {
          throw e;
        }
      }
    }
  }

  static void unregister(ObjectName name) throws JMException {
    if (ManagementFactory.getPlatformMBeanServer().isRegistered(name)) {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }
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
