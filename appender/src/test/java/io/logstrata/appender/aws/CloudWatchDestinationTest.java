package io.logstrata.appender.aws;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Destination;
import io.logstrata.appender.ship.Queued;
import io.logstrata.appender.ship.RetryPolicy;
import io.logstrata.appender.ship.Severity;
import io.logstrata.appender.ship.Shipper;
import io.logstrata.appender.ship.ShipperListener;
import io.logstrata.appender.ship.ShipperOptions;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.OperationAbortedException;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

@Timeout(60)
class CloudWatchDestinationTest {
  private final CountDownLatch building = new CountDownLatch(1);
  private final CountDownLatch mayBeBuilt = new CountDownLatch(1);
  private final CountDownLatch clientClosed = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void close_does_not_wait_for_a_client_that_is_being_built_and_that_one_is_closed_too()
      throws InterruptedException {
    CloudWatchDestination destination = destination(this::build);
    Shipper<Event> shipper = shipper(destination);
    shipper.offer(new Event());
    assertThat(building.await(30, SECONDS)).isTrue();

    destination.close();

    assertThat(clientClosed.getCount()).isEqualTo(1);
    mayBeBuilt.countDown();
    assertThat(clientClosed.await(30, SECONDS)).isTrue();
    shipper.stop(Duration.ofMillis(200));
    assertThat(calls).hasValue(0);
  }

  @Test
  void the_first_batch_finds_a_client_that_was_prepared() throws InterruptedException {
    AtomicInteger built = new AtomicInteger();
    FakeLogs service = accepting();
    CloudWatchDestination destination =
        destination(
            () -> {
              built.incrementAndGet();
              return service.client();
            });
    destination.prepare();
    assertThat(built).hasValue(1);
    assertThat(service.calls()).isEmpty();

    Shipper<Event> shipper = shipper(destination);
    shipper.offer(new Event());
    assertThat(shipper.flush(Duration.ofSeconds(20))).isTrue();

    assertThat(built).hasValue(1);
    assertThat(shipper.stop(Duration.ofSeconds(5)).delivered()).isEqualTo(1);
  }

  @Test
  void a_client_that_cannot_be_built_yet_is_tried_again_by_the_batch() throws InterruptedException {
    AtomicInteger built = new AtomicInteger();
    FakeLogs service = accepting();
    CloudWatchDestination destination =
        destination(
            () -> {
              if (built.incrementAndGet() == 1) {
                throw new IllegalStateException("no region");
              }
              return service.client();
            });
    destination.prepare();

    Shipper<Event> shipper = shipper(destination);
    shipper.offer(new Event());
    assertThat(shipper.flush(Duration.ofSeconds(20))).isTrue();

    assertThat(shipper.stop(Duration.ofSeconds(5)).delivered()).isEqualTo(1);
  }

  @Test
  void says_at_once_why_a_client_cannot_be_built() {
    CloudWatchDestination destination =
        destination(
            () -> {
              throw SdkClientException.create("Unable to load region from any of the providers");
            });

    assertThat(destination.prepare())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.verdict()).isEqualTo(Delivery.Verdict.DENIED);
              assertThat(failure.reason()).contains("Unable to load region");
            });
  }

  @Test
  void a_group_that_not_every_part_of_the_service_knows_yet_is_asked_for_again_soon() {
    FakeLogs service = new FakeLogs();
    Supplier<Object> unknown =
        () -> {
          throw ResourceNotFoundException.builder().message("not here").build();
        };
    service.answer("putLogEvents", unknown).answer("createLogStream", unknown);
    List<Delivery> failures = new CopyOnWriteArrayList<>();
    Shipper<Event> shipper =
        shipper(
            destination(service::client),
            new ShipperListener() {
              @Override
              public void failed(Delivery delivery) {
                failures.add(delivery);
              }
            });
    shipper.offer(new Event());

    await().until(() -> !failures.isEmpty());

    assertThat(failures.get(0).verdict()).isEqualTo(Delivery.Verdict.UNREACHABLE);
    assertThat(failures.get(0).reason())
        .contains("has been created and is not known everywhere yet: not here");
    assertThat(service.calls()).startsWith("putLogEvents", "createLogStream", "createLogGroup");
    shipper.stop(Duration.ofMillis(10));
  }

  @Test
  void a_close_while_the_client_is_prepared_closes_that_one() throws InterruptedException {
    CloudWatchDestination destination = destination(this::build);
    Thread preparing = new Thread(destination::prepare);
    preparing.start();
    assertThat(building.await(30, SECONDS)).isTrue();
    destination.close();
    mayBeBuilt.countDown();
    preparing.join();
    assertThat(clientClosed.getCount()).isZero();
    assertThat(calls).hasValue(0);
  }

  @Test
  void two_sends_that_miss_the_group_at_a_time_do_not_abort_each_others_creation()
      throws InterruptedException {
    FakeLogs service = new FakeLogs();
    AtomicBoolean group = new AtomicBoolean();
    AtomicBoolean stream = new AtomicBoolean();
    AtomicInteger creating = new AtomicInteger();
    service.answer(
        "putLogEvents",
        () -> {
          if (!stream.get()) {
            throw ResourceNotFoundException.builder().message("no stream").build();
          }
          return PutLogEventsResponse.builder().build();
        });
    service.answer(
        "createLogStream",
        () -> {
          if (!group.get()) {
            throw ResourceNotFoundException.builder().message("no group").build();
          }
          stream.set(true);
          return null;
        });
    service.answer(
        "createLogGroup",
        () -> {
          if (creating.getAndIncrement() > 0) {
            throw OperationAbortedException.builder().message("conflict").build();
          }
          // The other one has missed the group as well, and creates it, too, or waits.
          await()
              .until(
                  () ->
                      Collections.frequency(service.calls(), "putLogEvents") == 2
                          && (creating.get() > 1 || isAnySenderBlocked()));
          group.set(true);
          return null;
        });
    List<Delivery> failures = new CopyOnWriteArrayList<>();
    Shipper<Event> shipper =
        shipper(
            destination(service::client),
            new ShipperListener() {
              @Override
              public void failed(Delivery delivery) {
                failures.add(delivery);
              }
            },
            2);
    shipper.offer(new Event());
    await().until(() -> service.calls().contains("createLogGroup"));
    shipper.offer(new Event());

    assertThat(shipper.flush(Duration.ofSeconds(30))).isTrue();

    assertThat(failures).isEmpty();
    assertThat(shipper.stop(Duration.ofSeconds(5)).delivered()).isEqualTo(2);
    assertThat(service.calls()).containsOnlyOnce("createLogGroup");
  }

  private static boolean isAnySenderBlocked() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(
            thread ->
                thread.getName().equals("test-sender")
                    && thread.getState() == Thread.State.BLOCKED);
  }

  @Test
  void nobody_waits_for_a_retention_that_takes_its_time() throws InterruptedException {
    CountDownLatch answered = new CountDownLatch(1);
    AtomicInteger puts = new AtomicInteger();
    FakeLogs service =
        new FakeLogs()
            .answer(
                "putLogEvents",
                () -> {
                  if (puts.incrementAndGet() == 1) {
                    throw ResourceNotFoundException.builder().message("no stream").build();
                  }
                  return PutLogEventsResponse.builder().build();
                });
    service.answer(
        "createLogStream",
        () -> {
          if (!service.calls().contains("createLogGroup")) {
            throw ResourceNotFoundException.builder().message("no group").build();
          }
          return null;
        });
    service.answer(
        "putRetentionPolicy",
        () -> {
          try {
            answered.await();
            return null;
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    List<String> warnings = new CopyOnWriteArrayList<>();
    CloudWatchDestination destination =
        new CloudWatchDestination(
            options(OptionalInt.of(30)), warnings::add, note -> {}, service::client);
    Shipper<Event> shipper = shipper(destination);

    for (int i = 0; i < 5; i++) {
      shipper.offer(new Event());
      assertThat(shipper.flush(Duration.ofSeconds(20))).isTrue();
    }

    assertThat(shipper.books().delivered()).isEqualTo(5);
    await().until(() -> service.calls().contains("putRetentionPolicy"));
    answered.countDown();
    shipper.stop(Duration.ofSeconds(5));
    destination.close();
    assertThat(service.calls()).containsOnlyOnce("putRetentionPolicy");
    assertThat(warnings).isEmpty();
  }

  @Test
  void what_no_client_could_send_cannot_be_there_twice() throws InterruptedException {
    FakeLogs service = accepting();
    AtomicInteger attempts = new AtomicInteger();
    Shipper<Event> shipper =
        shipper(
            destination(
                () -> {
                  if (attempts.incrementAndGet() == 1) {
                    throw new NoClassDefFoundError("software/amazon/awssdk/Missing");
                  }
                  return service.client();
                }));

    shipper.offer(new Event());
    assertThat(shipper.flush(Duration.ofSeconds(20))).isTrue();

    assertThat(shipper.activity().lastFailure().orElseThrow()).contains("awssdk/Missing");
    assertThat(shipper.stop(Duration.ofSeconds(5)).possiblyDuplicated()).isZero();
  }

  private CloudWatchLogsClient build() {
    building.countDown();
    boolean open = false;
    while (!open) {
      try {
        open = mayBeBuilt.await(30, SECONDS);
      } catch (InterruptedException e) {
        open = false; // the SDK does not care either while it starts
      }
    }
    return (CloudWatchLogsClient)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {CloudWatchLogsClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                clientClosed.countDown();
              } else {
                calls.incrementAndGet();
              }
              return null;
            });
  }

  private static Shipper<Event> shipper(Destination destination) {
    return shipper(destination, ShipperListener.NONE);
  }

  private static Shipper<Event> shipper(Destination destination, ShipperListener listener) {
    return shipper(destination, listener, 1);
  }

  private static Shipper<Event> shipper(
      Destination destination, ShipperListener listener, int sends) {
    Shipper<Event> shipper =
        new Shipper<>(
            new ShipperOptions(
                1_000, Duration.ZERO, Duration.ofMillis(1), sends, RetryPolicy.STANDARD),
            (event, target) -> target.utf8(new byte[] {'x'}),
            (report, millis, target) -> {},
            destination,
            listener);
    shipper.start(
        task -> {
          Thread thread = new Thread(task, "test-sender");
          thread.setDaemon(true);
          return thread;
        });
    return shipper;
  }

  private static FakeLogs accepting() {
    return new FakeLogs().answer("putLogEvents", () -> PutLogEventsResponse.builder().build());
  }

  private static CloudWatchDestination destination(Supplier<CloudWatchLogsClient> newClient) {
    return new CloudWatchDestination(options(), warning -> {}, note -> {}, newClient);
  }

  private static DestinationOptions options() {
    return options(OptionalInt.empty());
  }

  private static DestinationOptions options(OptionalInt retentionDays) {
    return new DestinationOptions(
        Optional.of("eu-west-1"),
        Optional.empty(),
        Optional.empty(),
        millis -> "group",
        millis -> "stream",
        new DestinationOptions.Creation(
            true, true, retentionDays, Optional.empty(), Optional.empty(), Map.of()),
        false,
        Duration.ofSeconds(1),
        Optional.empty(),
        Optional.empty());
  }

  private static final class Event extends Queued {
    @Override
    public long timestampMillis() {
      return 1_559_347_200_000L;
    }

    @Override
    public Severity severity() {
      return Severity.INFO;
    }

    @Override
    public int heapBytes() {
      return 10;
    }
  }
}
