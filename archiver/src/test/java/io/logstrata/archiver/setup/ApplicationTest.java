package io.logstrata.archiver.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.setup.Application.Outcome;
import io.logstrata.archiver.setup.Application.Result;
import io.logstrata.archiver.setup.declare.Declaration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ApplicationTest {
  private final FakeEnvironment environment = new FakeEnvironment();
  private final List<Outcome> told = new ArrayList<>();
  private final Declaration declaration = Declared.whole();

  @Test
  void an_empty_account_becomes_as_declared_in_an_order_in_which_nothing_lacks_what_it_needs()
      throws Exception {
    assertThat(apply()).isTrue();

    assertThat(environment.done)
        .extracting(step -> step.getClass().getSimpleName())
        .containsExactly(
            "CreateGroup",
            "SetRetention",
            "PrepareBucket",
            "EncryptBucket",
            "PutFilter",
            "CreateTopic",
            "Subscribe",
            "PutAlarm");
    assertThat(plan().items())
        .extracting(Item::state)
        .containsOnly(Item.State.UNCHANGED, Item.State.UNCONFIRMED);
  }

  @Test
  void applied_again_there_is_nothing_to_do() throws Exception {
    apply();
    environment.done.clear();

    assertThat(apply()).isTrue();

    assertThat(environment.done).isEmpty();
  }

  @Test
  void interrupted_after_any_step_the_next_run_does_what_is_left() throws Exception {
    apply();
    int steps = environment.done.size();
    for (int after = 0; after < steps; after++) {
      FakeEnvironment killed = new FakeEnvironment();
      int most = after;
      killed.failing = step -> killed.done.size() >= most;
      new Application(killed, told::add).apply(Planner.plan(declaration, killed.actual()));
      killed.failing = step -> false;

      new Application(killed, told::add).apply(Planner.plan(declaration, killed.actual()));

      assertThat(killed.actual()).isEqualTo(environment.actual());
    }
  }

  @Test
  void what_needs_a_step_that_failed_is_skipped_and_all_else_is_done() throws Exception {
    environment.failing = step -> step instanceof Step.CreateGroup;

    assertThat(apply()).isFalse();

    assertThat(told)
        .contains(
            new Outcome(Thing.group("umma"), Result.FAILED, "it was told to fail"),
            new Outcome(
                Thing.filter("umma", "errors"),
                Result.SKIPPED,
                "needs the log group umma, which failed"),
            new Outcome(
                Thing.alarm("special"),
                Result.SKIPPED,
                "needs the metric filter umma/errors, which failed"));
    assertThat(environment.topics).containsKey("alarms");
    assertThat(environment.bucket).isPresent();
    assertThat(environment.alarms).isEmpty();
  }

  private boolean apply() throws InterruptedException {
    return new Application(environment, told::add).apply(plan());
  }

  private Plan plan() {
    return Planner.plan(declaration, environment.actual());
  }
}
