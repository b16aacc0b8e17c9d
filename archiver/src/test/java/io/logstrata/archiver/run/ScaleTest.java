package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Layout;
import io.logstrata.archiver.archive.RecordCount;
import io.logstrata.archiver.archive.StoredObject;
import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.plan.PlannedDay;
import io.logstrata.archiver.plan.Planner;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ScaleTest {
  private static final Layout LAYOUT = new Layout("backup");

  @Test
  @Timeout(30)
  void a_thousand_groups_of_thirty_days_are_planned_by_one_listing_a_group_and_twenty_questions()
      throws Exception {
    AtomicInteger listings = new AtomicInteger();
    FakeBucket bucket =
        new FakeBucket() {
          @Override
          public List<StoredObject> list(String keyPrefix) throws IOException {
            listings.incrementAndGet();
            return super.list(keyPrefix);
          }
        };
    FakeLogs logs = new FakeLogs(bucket);
    LocalDate today = LocalDate.parse("2026-03-20");
    for (int i = 0; i < 1_000; i++) {
      String group = "group-" + i;
      logs.group(group);
      bucket.objects.put(LAYOUT.zoneKey(group, ZoneOffset.UTC), new byte[0]);
      // All but the oldest three of thirty days are archived.
      for (int back = 1; back <= 27; back++) {
        LocalDate day = today.minusDays(back);
        bucket.objects.put(LAYOUT.manifestKey(group, day, 1), new byte[0]);
        bucket.objects.put(LAYOUT.doneKey(group, day, 1, RecordCount.NONE), new byte[0]);
      }
    }
    Run run = run(bucket, logs);

    List<PlannedDay> plan =
        run.plan(GroupSelection.containing(""), OptionalInt.of(30)).get().value();

    assertThat(plan).hasSize(3_000);
    // And one of the names that the archive has had.
    assertThat(listings).hasValue(1_001);
    assertThat(logs.groupsCounted).hasSize(20).containsOnly(50);
    assertThat(logs.looked).isEmpty();
  }

  @Test
  @Timeout(30)
  void of_a_thousand_groups_of_yesterday_each_is_asked_once_for_older_events() throws Exception {
    FakeBucket bucket = new FakeBucket();
    FakeLogs logs = new FakeLogs(bucket);
    for (int i = 0; i < 1_000; i++) {
      logs.group("group-" + i, "2026-03-19T12:00:00Z");
    }
    logs.lateEvent("group-7", "s", "2026-03-18T00:00:00Z", "2026-03-19T12:01:00Z", "early");

    List<PlannedDay> plan =
        run(bucket, logs).plan(GroupSelection.containing(""), OptionalInt.empty()).get().value();

    assertThat(plan).hasSize(1_001);
    // Of the one group that has any, each of fourteen days as well.
    assertThat(logs.looked).hasSize(1_014);
  }

  @Test
  @Timeout(30)
  void eight_listings_are_under_way_at_a_time_and_no_more() throws Exception {
    CountDownLatch eight = new CountDownLatch(8);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    FakeBucket bucket =
        new FakeBucket() {
          @Override
          public List<StoredObject> list(String keyPrefix) throws IOException {
            if (keyPrefix.equals(LAYOUT.rollPrefix())) {
              return super.list(keyPrefix);
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            eight.countDown();
            try {
              // Nobody is answered until eight have asked.
              eight.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            now.decrementAndGet();
            return super.list(keyPrefix);
          }
        };
    FakeLogs logs = new FakeLogs(bucket);
    for (int i = 0; i < 100; i++) {
      logs.group("group-" + i);
    }

    assertThat(
            run(bucket, logs).plan(GroupSelection.containing(""), OptionalInt.of(1)).get().value())
        .hasSize(100);
    assertThat(most).hasValue(8);
  }

  @Test
  @Timeout(30)
  void a_listing_that_fails_ends_the_plan_with_its_reason() throws Exception {
    FakeBucket bucket =
        new FakeBucket() {
          @Override
          public List<StoredObject> list(String keyPrefix) throws IOException {
            throw new IOException("s3:ListBucket was denied");
          }
        };
    FakeLogs logs = new FakeLogs(bucket);
    for (int i = 0; i < 100; i++) {
      logs.group("group-" + i);
    }

    assertThat(run(bucket, logs).plan(GroupSelection.containing(""), OptionalInt.of(1)).reason())
        .isEqualTo("s3:ListBucket was denied");
  }

  private static Run run(FakeBucket bucket, FakeLogs logs) {
    return new Run(
        logs,
        bucket,
        LAYOUT,
        new Planner(ZoneOffset.UTC, Duration.parse("PT12H30M")),
        new HandMovedPace("2026-03-20T13:00:00Z"),
        notice -> {},
        new RunOptions(Patience.DEFAULT, CountWith.INSIGHTS, 14, "run"));
  }
}
