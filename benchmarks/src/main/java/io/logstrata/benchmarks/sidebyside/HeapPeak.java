package io.logstrata.benchmarks.sidebyside;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * The highest use of the heap: what there was before a collection, or is now. The peaks of its
 * pools, which the JVM keeps itself, are of different moments; together they can be more than the
 * heap has.
 */
final class HeapPeak {
  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());

  private final long sinceMillis;
  private long bytes;

  /** From now on. */
  static HeapPeak watch() {
    HeapPeak peak = new HeapPeak(ManagementFactory.getRuntimeMXBean().getUptime());
    ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(NotificationEmitter.class::isInstance)
        .map(NotificationEmitter.class::cast)
        .forEach(emitter -> emitter.addNotificationListener(peak::heard, null, null));
    return peak;
  }

  /**
   * @param sinceMillis what was collected earlier after the JVM's start does not count: it may be
   *     told late
   */
  HeapPeak(long sinceMillis) {
    this.sinceMillis = sinceMillis;
  }

  private void heard(Notification notification, Object unused) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GcInfo collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      collected(collection.getStartTime(), collection.getMemoryUsageBeforeGc());
    }
  }

  /**
   * A collection.
   *
   * @param startMillis after the JVM's start
   * @param before use of each pool just before it
   */
  synchronized void collected(long startMillis, Map<String, MemoryUsage> before) {
    if (startMillis >= sinceMillis) {
      bytes =
          Math.max(
              bytes,
              pools.stream()
                  .filter(before::containsKey)
                  .mapToLong(pool -> before.get(pool).getUsed())
                  .sum());
    }
  }

  /** In MiB, until now. */
  synchronized long mebibytes() {
    bytes = Math.max(bytes, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    return bytes >> 20;
  }
}
