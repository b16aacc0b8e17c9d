package io.logstrata.testkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The permissions that calls would have needed. Bounded, because a bucket has no end of keys: what
 * comes after very many resources of one action is noted by the folder that it lies in.
 */
final class NeededPermissions {
  private static final int MOST_OF_AN_ACTION = 10_000;
  private final Map<String, NavigableSet<Permission>> byAction = new HashMap<>();

  void add(Collection<Permission> needed) {
    for (Permission permission : needed) {
      NavigableSet<Permission> known =
          byAction.computeIfAbsent(permission.action(), action -> new TreeSet<>());
      boolean full = known.size() >= MOST_OF_AN_ACTION && !known.contains(permission);
      known.add(full ? folded(permission, known.size() >= 2 * MOST_OF_AN_ACTION) : permission);
    }
  }

  /** {@code arn:aws:s3:::bucket/a/b} becomes {@code …/a/*}; with no end of folders, {@code *}. */
  private static Permission folded(Permission permission, boolean entirely) {
    String resource = permission.resource();
    int end = Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1;
    return new Permission(permission.action(), entirely ? "*" : resource.substring(0, end) + "*");
  }

  NavigableSet<Permission> all() {
    NavigableSet<Permission> all = new TreeSet<>();
    byAction.values().forEach(all::addAll);
    return all;
  }
}
