package io.logstrata.testkit.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The values of one metric in one unit, by second. */
final class Series {
  private final NavigableMap<Long, Map<String, Share>> seconds = new TreeMap<>();

  void add(long second, String source, StatisticSet values) {
    Share share = share(second, source);
    share.found = share.found == null ? values : share.found.plus(values);
  }

  void fallBack(long second, String source, double value) {
    share(second, source).fallback = value;
  }

  private Share share(long second, String source) {
    return seconds
        .computeIfAbsent(second, key -> new HashMap<>())
        .computeIfAbsent(source, key -> new Share());
  }

  /** Returns what there is from one second to another, the later one excluded. */
  Optional<StatisticSet> between(long from, long to) {
    return seconds.subMap(from, true, to, false).values().stream()
        .flatMap(shares -> shares.values().stream())
        .map(Share::values)
        .reduce(StatisticSet::plus);
  }

  /** Returns the first second from the given one on that has values. */
  OptionalLong next(long from) {
    Long second = seconds.ceilingKey(from);
    return second == null ? OptionalLong.empty() : OptionalLong.of(second);
  }

  void forgetBefore(long second) {
    seconds.headMap(second, false).clear();
  }

  /** What one source says of one second: what it found or, if nothing, what it says instead. */
  private static final class Share {
    private StatisticSet found;
    private double fallback;

    StatisticSet values() {
      return found == null ? StatisticSet.of(fallback) : found;
    }
  }
}
