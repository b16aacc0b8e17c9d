package io.logstrata.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapPeakTest {
  private static final long GIBIBYTE = 1L << 30;

  private final List<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .toList();

  @Test
  void is_of_one_moment_although_each_pool_has_a_higher_one_of_its_own() {
    HeapPeak peak = new HeapPeak(100);
    peak.collected(100, before(7, 1));
    peak.collected(200, before(1, 8));
    assertThat(peak.mebibytes()).isEqualTo(9 * 1_024);
  }

  @Test
  void does_not_count_what_was_collected_before() {
    HeapPeak peak = new HeapPeak(100);
    peak.collected(99, before(7, 1));
    assertThat(peak.mebibytes()).isBetween(1L, 7L * 1_024);
  }

  @Test
  void is_never_more_than_the_heap() {
    HeapPeak peak = HeapPeak.watch();
    byte[][] held = new byte[64][];
    for (int i = 0; i < 2_000; i++) {
      held[i % held.length] = new byte[1 << 20];
    }
    assertThat(held[held.length - 1]).hasSize(1 << 20); // so long it is in use
    assertThat(peak.mebibytes()).isBetween(64L, Runtime.getRuntime().maxMemory() >> 20);
  }

  /** Of two pools of the heap, in GiB, and one that is none of it. */
  private Map<String, MemoryUsage> before(int first, int second) {
    Map<String, MemoryUsage> usage = new HashMap<>();
    usage.put(pools.get(0), of(first));
    usage.put(pools.get(1), of(second));
    usage.put("Metaspace", of(50));
    return usage;
  }

  private static MemoryUsage of(int gibibytes) {
    return new MemoryUsage(0, gibibytes * GIBIBYTE, gibibytes * GIBIBYTE, -1);
  }
}
