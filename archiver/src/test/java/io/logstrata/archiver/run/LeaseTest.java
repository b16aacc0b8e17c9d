package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.LeaseNote;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.run.DayResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Two runs at a time: one works, the other one knows. */
final class LeaseTest extends NightlyFixture {
  private static final String LEASE = "backup/_logstrata/lease.json";

  @Test
  void a_second_runner_leaves_the_work_to_the_first_and_says_who_it_is() throws Exception {
    lease("nightly of host a", "2026-03-20T13:04:00Z");

    RunReport report = nightly();

    assertThat(report.failed()).isFalse();
    assertThat(report.differs()).isFalse();
    assertThat(report.heldBy().orElseThrow()).contains("nightly of host a");
    assertThat(logs.requests).isEmpty();
  }

  @Test
  void a_second_runner_that_waits_works_as_soon_as_the_first_is_dead() throws Exception {
    lease("nightly of host a", "2026-03-20T13:04:00Z");

    RunReport report = run().nightly(GroupSelection.containing(""), OptionalInt.of(1), true);

    assertThat(outcomes(report)).containsExactly(Outcome.ARCHIVED);
    assertThat(notices).contains("waiting: another run is at work: nightly of host a");
    assertThat(pace.now()).isAfter(Instant.parse("2026-03-20T13:03:59Z"));
  }

  @Test
  void a_run_that_ends_lets_the_next_one_in_at_once() throws Exception {
    nightly();

    assertThat(LeaseNote.read(LEASE, bucket.objects.get(LEASE)).expires()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_run_whose_lease_was_taken_over_stops_before_the_next_day() throws Exception {
    Lease first = new Lease(bucket, LEASE, "first", pace);
    Lease second = new Lease(bucket, LEASE, "second", pace);
    assertThat(first.take()).isEmpty();
    assertThat(second.take().orElseThrow().owner()).isEqualTo("first");
    pace.pause(Lease.TERM);

    assertThat(second.take()).isEmpty();
    first.renew();

    assertThat(first.isLost()).isTrue();
    second.renew();
    assertThat(second.isLost()).isFalse();
  }

  @Test
  void renewing_keeps_the_next_runner_out() throws Exception {
    Lease first = new Lease(bucket, LEASE, "first", pace);
    first.take();
    pace.pause(Duration.ofMinutes(4));
    first.renew();
    pace.pause(Duration.ofMinutes(4));

    assertThat(new Lease(bucket, LEASE, "second", pace).take()).isPresent();
  }

  @Test
  void a_damaged_lease_keeps_nobody_out() throws Exception {
    bucket.objects.put(LEASE, new byte[] {'{', (byte) 0xff});

    assertThat(outcomes(nightly())).containsExactly(Outcome.ARCHIVED);
  }

  private void lease(String owner, String expires) {
    bucket.objects.put(LEASE, new LeaseNote(owner, Instant.parse(expires)).write());
  }
}
