package io.logstrata.appender.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.appender.ship.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwedRetentionTest {
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final OwedRetention retention =
      new OwedRetention("umma", OptionalInt.of(30), warnings::add, note -> {});
  private final CountDownLatch called = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);

  @Test
  void a_group_that_may_have_been_created_is_named_at_the_end() {
    retention.notCreated(Delivery.unknown("no answer"));
    retention.giveUp();
    retention.giveUp();
    assertThat(warnings)
        .containsExactly(
            "An attempt to create log group umma got no answer. If the group is there, its events"
                + " never expire: set its retention to 30 days by hand.");
  }

  @Test
  void a_creation_that_was_refused_owes_nothing() {
    retention.notCreated(Delivery.failed(Delivery.Verdict.DENIED, "no"));
    retention.giveUp();
    assertThat(warnings).isEmpty();
  }

  @Test
  void the_end_gives_a_call_on_its_way_a_moment_to_come_back() throws InterruptedException {
    retention.created();
    retention.settle(this::set);
    assertThat(called.await(30, SECONDS)).isTrue();
    Thread end = new Thread(retention::giveUp);
    end.start();
    while (end.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    answered.countDown();
    end.join();
    assertThat(warnings).isEmpty();
    assertThat(retention.isOwed()).isFalse();
  }

  @Test
  void a_call_on_its_way_can_be_awaited_without_giving_up() throws InterruptedException {
    retention.created();
    retention.settle(this::set);
    assertThat(called.await(30, SECONDS)).isTrue();
    retention.awaitCall(Duration.ofMillis(1));
    assertThat(retention.isOwed()).isTrue();
    Thread end = new Thread(() -> retention.awaitCall(Duration.ofMinutes(1)));
    end.start();
    while (end.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    answered.countDown();
    end.join();
    assertThat(retention.isOwed()).isFalse();
    assertThat(warnings).isEmpty();
  }

  @Test
  void a_call_that_never_comes_back_does_not_hold_the_end() throws InterruptedException {
    retention.created();
    retention.settle(this::set);
    assertThat(called.await(30, SECONDS)).isTrue();
    retention.giveUp();
    assertThat(warnings)
        .singleElement()
        .asString()
        .endsWith("There is no time left to try again: set it by hand.");
    answered.countDown();
  }

  private void set(int days) {
    called.countDown();
    try {
      answered.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
