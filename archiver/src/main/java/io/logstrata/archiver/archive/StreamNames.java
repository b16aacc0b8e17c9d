package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the names of streams, of which a day has few and every record has one. */
final class StreamNames {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<byte[]> names = new ArrayList<>();
  private String last = "";
  private int lastNumber = -1;

  /** Records of one stream come one after the other. */
  int number(String name) {
    if (lastNumber < 0 || !last.equals(name)) {
      last = name;
      lastNumber = number(name, numbers.size());
    }
    return lastNumber;
  }

  private synchronized int number(String name, int next) {
    Integer known = numbers.putIfAbsent(name, next);
    if (known == null) {
      names.add(name.getBytes(UTF_8));
    }
    return known == null ? next : known;
  }

  /** In UTF-8. */
  synchronized byte[] name(int number) {
    return names.get(number);
  }
}
