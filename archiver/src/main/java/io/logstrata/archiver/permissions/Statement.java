package io.logstrata.archiver.permissions;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One permission of a policy; it always allows.
 *
 * @param sid empty for none
 * @param principal who is allowed, in policies of resources and roles
 * @param resources empty in policies of roles
 * @param conditions by operator and key
 */
public record Statement(
    String sid,
    Optional<Principal> principal,
    List<String> actions,
    List<String> resources,
    SortedMap<String, SortedMap<String, String>> conditions) {
  /**
   * Who may do something.
   *
   * @param kind {@code Service} or {@code AWS}
   */
  public record Principal(String kind, String name) {
    public Principal {
      requireNonNull(kind, "kind");
      requireNonNull(name, "name");
    }
  }

  public Statement {
    requireNonNull(sid, "sid");
    requireNonNull(principal, "principal");
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a statement without actions says nothing");
    }
  }

  static Statement allow(String sid, List<String> actions, List<String> resources) {
    return new Statement(sid, Optional.empty(), actions, resources, new TreeMap<>());
  }

  /** The same for a principal alone. */
  Statement by(Principal who) {
    return new Statement(sid, Optional.of(who), actions, resources, conditions);
  }

  /** The same under one more condition. */
  Statement where(String operator, String key, String value) {
    SortedMap<String, SortedMap<String, String>> more = new TreeMap<>(conditions);
    SortedMap<String, String> keys = new TreeMap<>(more.getOrDefault(operator, new TreeMap<>()));
    keys.put(key, value);
    more.put(operator, keys);
    return new Statement(sid, principal, actions, resources, more);
  }
}
