package io.logstrata.testkit.assertj;

import io.logstrata.testkit.Call;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.Permission;
import io.logstrata.testkit.StoredEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * What a test can say about a local cloud.
 *
 * <pre>{@code
 * LocalCloudAssert.assertThat(cloud).messagesOf("umma-production", "batch").containsExactly("first", "second");
 * }</pre>
 */
public final class LocalCloudAssert extends AbstractAssert<LocalCloudAssert, LocalCloud> {
  private LocalCloudAssert(LocalCloud actual) {
    super(actual, LocalCloudAssert.class);
  }

  public static LocalCloudAssert assertThat(LocalCloud cloud) {
    return new LocalCloudAssert(cloud);
  }

  /** Goes on with the group's events, in order of arrival. */
  public ListAssert<StoredEvent> eventsOf(String logGroup) {
    isNotNull();
    return Assertions.assertThat(actual.events(logGroup)).as("events of %s", logGroup);
  }

  /** Goes on with the group's messages, in order of arrival. */
  public ListAssert<String> messagesOf(String logGroup) {
    isNotNull();
    return messages(actual.events(logGroup)).as("messages of %s", logGroup);
  }

  /** Goes on with the stream's messages, in order of arrival. */
  public ListAssert<String> messagesOf(String logGroup, String logStream) {
    isNotNull();
    return messages(actual.events(logGroup, logStream))
        .as("messages of %s in %s", logStream, logGroup);
  }

  private static ListAssert<String> messages(List<StoredEvent> events) {
    return Assertions.assertThat(events.stream().map(StoredEvent::message).toList());
  }

  /** Checks that the operation was called this often, failed calls included. */
  public LocalCloudAssert wasAskedFor(String operation, int times) {
    isNotNull();
    List<Call> calls = actual.calls(operation);
    if (calls.size() != times) {
      failWithMessage(
          "expected %d calls of %s, but there were %d: %s", times, operation, calls.size(), calls);
    }
    return this;
  }

  /** Checks that every call was done and answered. */
  public LocalCloudAssert refusedNothing() {
    isNotNull();
    List<Call> failed = actual.calls().stream().filter(call -> !call.succeeded()).toList();
    if (!failed.isEmpty()) {
      failWithMessage("expected no failed call, but there were %d: %s", failed.size(), failed);
    }
    return this;
  }

  /** Checks that all calls together would have needed no IAM action but these. */
  public LocalCloudAssert neededOnly(String... actions) {
    isNotNull();
    Set<String> needed = new TreeSet<>();
    for (Permission permission : actual.permissions()) {
      needed.add(permission.action());
    }
    needed.removeAll(Set.of(actions));
    if (!needed.isEmpty()) {
      failWithMessage("expected no further IAM action to be needed, but these were: %s", needed);
    }
    return this;
  }
}
