package io.logstrata.archiver.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.plan.GroupSelection;
import io.logstrata.archiver.verify.Checked;
import io.logstrata.archiver.verify.Finding;
import io.logstrata.archiver.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a verification finds, on a hand-moved clock. It lies beside the fakes that it needs. */
final class VerificationTest extends RunFixture {
  private static final String MANIFEST = "backup/_logstrata/umma-production/2026-03-01.1.json";
  private static final String OBJECT = "backup/umma-production/2026/3/1/task-1/s/000000.gz";

  private final List<Checked> found = new ArrayList<>();

  @BeforeEach
  void an_event_of_the_first_of_march() {
    logs.event("umma-production", "s", "2026-03-01T10:00:00Z", "x");
    pace.set("2026-03-02T13:00:00Z");
  }

  @Test
  void a_day_that_the_service_counts_alike_is_verified() throws Exception {
    backfill(FIRST, FIRST);

    assertThat(verify()).containsExactly(Finding.VERIFIED);
    assertThat(found.get(0).detail()).isEqualTo("archive 1, service 1");
  }

  @Test
  void a_day_that_the_service_does_not_count_is_archived() throws Exception {
    backfill(FIRST, FIRST);
    logs.countRefused = Optional.of("no capacity");

    assertThat(verify()).containsExactly(Finding.ARCHIVED);
    assertThat(found.get(0).detail()).contains("no capacity");
  }

  @Test
  void a_day_that_differed_is_no_better_while_the_service_does_not_count_or_has_deleted_it()
      throws Exception {
    retention(30);
    logs.miscount = 1;
    backfill(FIRST, FIRST);
    logs.countRefused = Optional.of("no capacity");

    assertThat(verify()).containsExactly(Finding.GROWN);
    assertThat(found.get(0).detail()).isEqualTo("archive 1, service 2");

    pace.set("2026-04-20T13:00:00Z");
    assertThat(verify()).containsExactly(Finding.EXPIRED_UNVERIFIED);
    assertThat(found.get(0).detail())
        .isEqualTo("the service deleted it, and it last counted 2, the copy has 1");
  }

  @Test
  void more_events_are_delayed_for_twelve_hours_after_the_day_and_late_from_then_on()
      throws Exception {
    backfill(FIRST, FIRST);
    logs.event("umma-production", "s", "2026-03-01T11:00:00Z", "late");

    pace.set("2026-03-02T11:59:59Z");
    assertThat(verify()).containsExactly(Finding.DELAYED);
    pace.set("2026-03-02T12:00:00Z");
    assertThat(verify()).containsExactly(Finding.GROWN);
    assertThat(found.get(0).detail()).isEqualTo("archive 1, service 2");
  }

  @Test
  void fewer_events_than_records_are_a_surplus() throws Exception {
    backfill(FIRST, FIRST);
    logs.forget("x");

    assertThat(verify()).containsExactly(Finding.SURPLUS);
  }

  @Test
  void a_copy_of_a_day_that_can_still_grow_is_provisional_and_missing_once_it_is_final()
      throws Exception {
    pace.set("2026-03-01T12:00:00Z");
    provisional(FIRST);

    pace.set("2026-03-02T12:29:59Z");
    assertThat(verify()).containsExactly(Finding.PROVISIONAL);
    pace.set("2026-03-02T12:30:00Z");
    assertThat(verify()).containsExactly(Finding.MISSING);
    assertThat(found.get(0).detail()).isEqualTo("only a provisional copy: run nightly or backfill");
  }

  @Test
  void a_day_that_the_service_deleted_keeps_the_verdict_that_it_had() throws Exception {
    retention(30);
    backfill(FIRST, FIRST);
    logs.countRefused = Optional.of("no capacity");
    logs.event("umma-production", "s", "2026-03-02T10:00:00Z", "y");
    pace.set("2026-03-03T13:00:00Z");
    backfill(SECOND, SECOND);

    pace.set("2026-04-20T13:00:00Z");
    assertThat(verify()).containsExactly(Finding.VERIFIED, Finding.EXPIRED_UNVERIFIED);
    assertThat(found.get(0).detail()).isEqualTo("before the service deleted it");
  }

  @Test
  void an_object_that_cannot_be_read_is_unreadable_and_no_damage() throws Exception {
    backfill(FIRST, FIRST);
    bucket.unreadable = OBJECT;

    assertThat(verify()).containsExactly(Finding.UNREADABLE);
  }

  @Test
  void a_day_without_a_copy_is_missing() throws Exception {
    assertThat(verify()).containsExactly(Finding.MISSING);
  }

  @Test
  void a_group_that_is_gone_is_verified_from_what_the_archive_has() throws Exception {
    logs.group("umma-old");
    logs.event("umma-old", "s", "2026-03-01T10:00:00Z", "z");
    backfill(FIRST, FIRST);
    logs.removeGroup("umma-old");

    assertThat(verify()).containsExactly(Finding.VERIFIED, Finding.VERIFIED);
    assertThat(found.get(1).group()).isEqualTo("umma-old");
    assertThat(found.get(1).detail()).isEqualTo("before the group was deleted");

    bucket.objects.keySet().removeIf(key -> key.startsWith("backup/umma-old/"));
    assertThat(verify()).containsExactly(Finding.VERIFIED, Finding.OBJECT_MISSING);
  }

  @Test
  void the_last_group_that_is_gone_is_verified_too() throws Exception {
    backfill(FIRST, FIRST);
    logs.removeGroup("umma-production");

    assertThat(verify()).containsExactly(Finding.VERIFIED);
  }

  @Test
  void a_group_that_is_gone_and_was_never_counted_is_unverified() throws Exception {
    logs.countRefused = Optional.of("no capacity");
    backfill(FIRST, FIRST);
    logs.removeGroup("umma-production");

    assertThat(verify()).containsExactly(Finding.EXPIRED_UNVERIFIED);
    assertThat(found.get(0).detail()).isEqualTo("the group is gone");
  }

  @Test
  void a_group_that_was_made_anew_does_not_count_the_days_of_the_old_one() throws Exception {
    backfill(FIRST, FIRST);
    logs.removeGroup("umma-production");
    logs.forget("x");
    logs.group("umma-production", "2026-03-03T00:00:00Z");
    pace.set("2026-03-03T01:00:00Z");

    assertThat(verify()).containsExactly(Finding.VERIFIED);
    assertThat(found.get(0).detail()).isEqualTo("before the service deleted it");
  }

  @Test
  void a_manifest_that_was_removed_is_given_away_by_the_note_beside_it() throws Exception {
    retention(30);
    backfill(FIRST, FIRST);
    pace.set("2026-04-20T13:00:00Z");
    assertThat(verify()).containsExactly(Finding.VERIFIED);

    bucket.objects.remove(MANIFEST);

    assertThat(verify()).containsExactly(Finding.MANIFEST_MISSING);
    assertThat(found.get(0).detail())
        .startsWith(MANIFEST + " is gone")
        .endsWith(
            "put it back, or run backfill --from 2026-03-01 --to 2026-03-01 while the service has"
                + " the day");
  }

  @Test
  void a_damaged_manifest_is_the_finding_of_its_own_day_and_hides_nothing_of_the_days_before()
      throws Exception {
    pace.set("2026-03-03T13:00:00Z");
    backfill(FIRST, SECOND);
    bucket.objects.put("backup/_logstrata/umma-production/2026-03-02.1.json", "{".getBytes(UTF_8));

    assertThat(verify()).containsExactly(Finding.VERIFIED, Finding.MANIFEST_DAMAGED);
    assertThat(found.get(0).detail())
        .startsWith("archive 1, service 1, without what other days' exports may have of it: ")
        .contains("2026-03-02.1.json");

    flip(OBJECT);
    assertThat(verify()).containsExactly(Finding.DAMAGED, Finding.MANIFEST_DAMAGED);
  }

  @Test
  void a_later_manifest_that_was_removed_is_missed_although_an_earlier_one_is_there()
      throws Exception {
    backfill(FIRST, FIRST);
    logs.event("umma-production", "s", "2026-03-01T11:00:00Z", "late");
    run(notices::add).nightly(UMMA, OptionalInt.of(1), false);
    assertThat(newest(FIRST).generation()).isEqualTo(2);

    bucket.objects.remove("backup/_logstrata/umma-production/2026-03-01.2.json");

    assertThat(verify()).containsExactly(Finding.MANIFEST_MISSING);
    assertThat(found.get(0).detail()).contains("2026-03-01.2.json is gone");

    assertThat(outcomes(run(notices::add).nightly(UMMA, OptionalInt.of(1), false)))
        .containsExactly(DayResult.Outcome.ARCHIVED);
    assertThat(notices)
        .contains(
            "umma-production 2026-03-01: the manifest of generation 2 is gone: exporting the day"
                + " again");
    assertThat(newest(FIRST).generation()).isEqualTo(3);
    assertThat(messages(FIRST)).containsExactlyInAnyOrder("x", "late");
    assertThat(verify()).containsExactly(Finding.VERIFIED);
    assertThat(run(notices::add).nightly(UMMA, OptionalInt.of(1), false).days()).isEmpty();
  }

  @Test
  void an_earlier_copy_than_the_lost_one_is_all_there_is_once_the_day_expires() throws Exception {
    retention(30);
    backfill(FIRST, FIRST);
    logs.event("umma-production", "s", "2026-03-01T11:00:00Z", "late");
    run(notices::add).nightly(UMMA, OptionalInt.of(1), false);
    bucket.objects.remove("backup/_logstrata/umma-production/2026-03-01.2.json");
    pace.set("2026-03-31T13:00:00Z");

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(DayResult.Outcome.PRESENT);

    assertThat(logs.requests).hasSize(2);
    assertThat(verify()).containsExactly(Finding.MANIFEST_MISSING, Finding.MISSING);
  }

  @Test
  void an_only_manifest_that_was_removed_is_followed_by_one_that_no_old_note_is_about()
      throws Exception {
    backfill(FIRST, FIRST);
    bucket.objects.remove(MANIFEST);

    assertThat(outcomes(backfill(FIRST, FIRST))).containsExactly(DayResult.Outcome.ARCHIVED);

    assertThat(newest(FIRST).generation()).isEqualTo(2);
    assertThat(verify()).containsExactly(Finding.VERIFIED);
  }

  @Test
  void a_share_leaves_out_reading_and_counting_but_no_day() throws Exception {
    backfill(FIRST, FIRST);
    flip(OBJECT);

    // This pace's chance never takes a day.
    assertThat(verify(0.99)).containsExactly(Finding.LISTED);
    assertThat(verify(1)).containsExactly(Finding.DAMAGED);

    bucket.objects.remove(OBJECT);
    assertThat(verify(0.01)).containsExactly(Finding.OBJECT_MISSING);
    pace.set("2026-03-03T13:00:00Z");
    assertThat(verify(0.01)).containsExactly(Finding.OBJECT_MISSING, Finding.MISSING);
  }

  @Test
  void groups_with_days_at_risk_come_first_and_those_that_are_gone_last() throws Exception {
    logs.group("umma-old");
    backfill(FIRST, FIRST);
    logs.removeGroup("umma-old");
    logs.group("umma-a-quiet", "2026-03-01T00:00:00Z", OptionalInt.of(90));
    logs.group("umma-b-archived", "2026-03-01T00:00:00Z", OptionalInt.of(3));
    logs.group("umma-z-expiring", "2026-03-01T00:00:00Z", OptionalInt.of(3));
    run(notices::add).backfill(GroupSelection.containing("umma-b"), FIRST, FIRST, false, false);

    verify();

    assertThat(found.stream().map(Checked::group).distinct())
        .containsExactly(
            "umma-z-expiring", "umma-a-quiet", "umma-b-archived", "umma-production", "umma-old");
  }

  private List<Finding> verify() throws InterruptedException {
    return verify(1);
  }

  private List<Finding> verify(double share) throws InterruptedException {
    found.clear();
    Answer<Partial<Integer>> looked =
        new Verification(logs, bucket, LAYOUT, PLANNER, pace, CountWith.INSIGHTS)
            .verify(UMMA, OptionalInt.empty(), 3, share, this::unlessBeforeMarch);
    assertThat(looked.reason()).isEmpty();
    return found.stream().map(Checked::finding).toList();
  }

  /** The group is older than the tests' days, and nothing of those before is archived. */
  private void unlessBeforeMarch(Checked checked) {
    if (!checked.day().isBefore(FIRST) && checked.day().isBefore(SECOND.plusDays(1))) {
      found.add(checked);
    }
  }

  private void retention(int days) {
    logs.removeGroup("umma-production");
    logs.group("umma-production", "2026-01-01T00:00:00Z", OptionalInt.of(days));
  }

  private void flip(String key) {
    byte[] bytes = bucket.objects.get(key);
    bytes[bytes.length / 2] ^= 1;
  }
}
