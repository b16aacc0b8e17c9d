package io.logstrata.appender;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import io.logstrata.testkit.Fault;
import io.logstrata.testkit.LocalCloud;
import io.logstrata.testkit.LocalCloudExtension;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start leaves to the application, whatever goes wrong with it. */
@ExtendWith(LocalCloudExtension.class)
@Timeout(60)
class StartTest {
  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void for_which_there_are_not_all_threads_sends_with_those_there_are(
      int startable, LocalCloud cloud) throws InterruptedException {
    CloudWatchAppender appender = sendingTo(cloud, new AtomicInteger(startable));
    appender.start();
    logAndStop(appender);
    assertThat(cloud.events(LoggingSetup.GROUP)).hasSize(1);
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getLevel() == Status.ERROR)
        .anyMatch(status -> status.getMessage().startsWith("The appender survived a failure."));
  }

  @Test
  void for_which_there_is_no_thread_leaves_nothing_behind_and_can_be_repeated(LocalCloud cloud)
      throws InterruptedException {
    AtomicInteger toBeHad = new AtomicInteger();
    CloudWatchAppender appender = sendingTo(cloud, toBeHad);
    List<Thread> before = ours();

    appender.start();

    assertThat(appender.isStarted()).isFalse();
    assertThat(context.getStatusManager().getCopyOfStatusList())
        .noneMatch(status -> status.getLevel() == Status.ERROR)
        .extracting(Status::getMessage)
        .anyMatch(
            text -> text.startsWith("Appender [CW] does not start, and can be started again"));
    await().until(() -> before.containsAll(ours()));

    toBeHad.set(Integer.MAX_VALUE);
    appender.start();
    logAndStop(appender);
    assertThat(cloud.events(LoggingSetup.GROUP)).hasSize(1);
  }

  private void logAndStop(CloudWatchAppender appender) throws InterruptedException {
    context.getLogger("ROOT").addAppender(appender);
    context.getLogger("com.umma.Orders").info("one");
    assertThat(appender.flush(ofSeconds(30))).isTrue();
    appender.stop();
  }

  @Test
  void that_came_to_nothing_leaves_no_hook_that_holds_the_appender(LocalCloud cloud) {
    WeakReference<CloudWatchAppender> appender = new WeakReference<>(notStarted(cloud));
    context.getStatusManager().clear();
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(appender.refersTo(null)).isTrue();
            });
  }

  private CloudWatchAppender notStarted(LocalCloud cloud) {
    CloudWatchAppender appender = sendingTo(cloud, new AtomicInteger());
    appender.start();
    assertThat(appender.isStarted()).isFalse();
    assertThat(appender.awaitStatuses(ofSeconds(30))).isTrue();
    return appender;
  }

  @Test
  void without_a_logging_context_is_a_problem_and_no_failure() {
    CloudWatchAppender appender = new CloudWatchAppender();
    appender.setRegion("ap-northeast-2");
    appender.setLogGroup(LoggingSetup.GROUP);
    List<Thread> before = ours();
    appender.start();
    assertThat(appender.isStarted()).isFalse();
    assertThat(before).containsAll(ours());
  }

  @Test
  void that_is_not_let_in_is_no_error_since_spring_boot_ends_an_application_for_one(
      LocalCloud cloud) throws InterruptedException {
    cloud.faults().next("CreateLogGroup", Fault.PERMISSION_MISSING, 1);
    try (LoggingSetup logging = LoggingSetup.sendingTo(cloud.endpoint(), "")) {
      logging.logger().info("one");
      assertThat(logging.appender().flush(ofSeconds(30))).isTrue();
      assertThat(logging.warnings()).contains("CloudWatch Logs does not let us in");
      assertThat(logging.statuses(Status.ERROR)).isEmpty();
    }
  }

  /** Two senders and one more are started; of all of them, so many can be. */
  private CloudWatchAppender sendingTo(LocalCloud cloud, AtomicInteger toBeHad) {
    CloudWatchAppender appender =
        new CloudWatchAppender(
            name ->
                new SenderThreads(name) {
                  @Override
                  public Thread newThread(Runnable task) {
                    return new ScarceThread(task, () -> toBeHad.getAndDecrement() <= 0);
                  }
                });
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    context.setName("start");
    appender.setContext(context);
    appender.setName("CW");
    appender.setRegion("ap-northeast-2");
    appender.setEndpoint(cloud.endpoint().toString());
    appender.setLogGroup(LoggingSetup.GROUP);
    return appender;
  }

  /** Whatever they are called. */
  private static List<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread -> thread instanceof ScarceThread || SenderThreads.isNameOfOne(thread.getName()))
        .toList();
  }
}
