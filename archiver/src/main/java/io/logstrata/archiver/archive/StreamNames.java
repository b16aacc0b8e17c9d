package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for the names of streams, of which a day has few and every record has one. The same name
 * in another task has another number.
 */
final class StreamNames {
  private record Stream(int task, String name) {}

  private final Map<Stream, Integer> numbers = new HashMap<>();
  private final List<byte[]> names = new ArrayList<>();
  private int lastTask;
  private String last = "";
  private int lastNumber = -1;

  /** Records of one stream come one after the other. */
  int number(int task, String name) {
    if (lastNumber < 0 || lastTask != task || !last.equals(name)) {
      lastTask = task;
      last = name;
      lastNumber = number(new Stream(task, name), numbers.size());
    }
    return lastNumber;
  }

  private synchronized int number(Stream stream, int next) {
    Integer known = numbers.putIfAbsent(stream, next);
    if (known == null) {
      names.add(stream.name().getBytes(UTF_8));
    }
    return known == null ? next : known;
  }

  /** In UTF-8. */
  synchronized byte[] name(int number) {
    return names.get(number);
  }
}
