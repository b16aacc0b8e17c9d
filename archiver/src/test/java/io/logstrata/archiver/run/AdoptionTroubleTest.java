package io.logstrata.archiver.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.archiver.archive.Archive;
import io.logstrata.archiver.run.AdoptedDay.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another run at work, broken reads, and a death at any moment. */
final class AdoptionTroubleTest extends AdoptionFixture {
  @Test
  void another_run_at_work_is_not_disturbed() throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    new Lease(bucket, LAYOUT.leaseKey(), "nightly elsewhere", pace).take();

    AdoptionReport report = adopt(Optional.empty(), FIRST, FIRST);

    assertThat(report.heldBy()).hasValueSatisfying(by -> assertThat(by).startsWith("nightly else"));
    assertThat(report.days()).isEmpty();
  }

  @Test
  void a_read_that_breaks_off_is_tried_again_and_ends_the_day_when_it_goes_on_so()
      throws Exception {
    old(1, "t", "s", "2026-03-01T12:00:00.000Z a\n");
    bucket.brokenReads = 100;
    AdoptedDay failed = adopt(FIRST);
    assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(failed.reason()).contains("cannot be read");

    bucket.brokenReads = 2;
    assertThat(adopt(FIRST).outcome()).isEqualTo(Outcome.ADOPTED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void killed_at_any_call_it_leaves_nothing_half_written_and_the_next_run_converges(
      boolean callIsDone) throws Exception {
    int crashes = 0;
    for (int call = 1; call <= 100; call++) {
      bucket.objects.clear();
      old(1, "t1", "s", "2026-03-01T12:00:00.000Z a\n");
      old(1, "t2", "s", "2026-03-01T12:00:00.000Z a\n2026-03-01T13:00:00.000Z b\n");
      if (!crashes(call, callIsDone)) {
        break;
      }
      crashes++;
      List<String> keys = bucket.keys();
      if (keys.stream().anyMatch(key -> key.endsWith("2026-03-01.1.json"))) {
        assertThat(messages(FIRST)).as("killed at call %s", call).containsExactly("a", "b");
      }
      pace.pause(Lease.TERM);

      AdoptionReport report = adopt(Optional.empty(), FIRST, FIRST);

      assertThat(report.failed()).as("killed at call %s: %s", call, report).isFalse();
      assertThat(report.days().get(0).outcome())
          .as("killed at call %s", call)
          .isIn(Outcome.ADOPTED, Outcome.PRESENT);
      assertThat(messages(FIRST)).containsExactly("a", "b");
      assertThat(new Archive(bucket, LAYOUT).notes(GROUP).isAdopted(FIRST)).isTrue();
      assertThat(bucket.keys()).containsAll(keys);
      assertThat(bucket.keys()).filteredOn(key -> key.endsWith(".gz")).hasSize(2);
    }
    assertThat(crashes).isBetween(10, 99);
  }

  private boolean crashes(int call, boolean callIsDone) throws InterruptedException {
    int[] left = {call};
    try {
      adopt(
          deadly(LogSource.class, logs, left, callIsDone),
          deadly(ArchiveStore.class, bucket, left, callIsDone),
          ZoneOffset.UTC,
          Optional.empty(),
          FIRST,
          FIRST);
      return false;
    } catch (Killed e) {
      return true;
    }
  }

  private static <T> T deadly(Class<T> port, T real, int[] left, boolean callIsDone) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              left[0]--;
              // Whoever is dead does not tidy up either.
              if (left[0] < 0 || (left[0] == 0 && !callIsDone)) {
                throw new Killed();
              }
              Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (left[0] == 0) {
                throw new Killed();
              }
              return result;
            }));
  }
}
