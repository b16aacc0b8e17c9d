package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SurroundingsTest {
  @Test
  void a_resolver_that_answers_is_believed_on_an_interrupted_thread_too() {
    assertThat(Surroundings.inTime(() -> "web1", 10_000)).isEqualTo("web1");
    Thread.currentThread().interrupt();
    assertThat(Surroundings.inTime(() -> "web1", 10_000)).isEqualTo("web1");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void it_is_asked_once_and_only_for_a_name_that_has_the_hosts() {
    AtomicInteger asked = new AtomicInteger();
    Supplier<String> host = Surroundings.once(() -> "web" + asked.incrementAndGet());
    assertThat(asked).hasValue(0);
    assertThat(host.get()).isEqualTo("web1");
    assertThat(host.get()).isEqualTo("web1");
  }

  @Test
  void the_start_of_an_application_does_not_wait_for_one_that_does_not_answer() {
    CountDownLatch never = new CountDownLatch(1);
    String name =
        Surroundings.inTime(
            () -> {
              never.await();
              return "web1";
            },
            20);
    assertThat(name).isEqualTo("unknown-host");
  }

  @Test
  void nor_does_it_fail_with_one_that_fails() {
    String name =
        Surroundings.inTime(
            () -> {
              throw new UnknownHostException("web1");
            },
            10_000);
    assertThat(name).isEqualTo("unknown-host");
  }
}
