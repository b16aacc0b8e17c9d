package io.logstrata.insights.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only in pauses, and at once. */
final class FakePacing implements Pacing {
  final List<Duration> pauses = new ArrayList<>();
  private long now;
  int interruptAt = -1;

  @Override
  public long now() {
    return now;
  }

  @Override
  public void pause(Duration time) throws InterruptedException {
    pauses.add(time);
    now += time.toNanos();
    if (pauses.size() == interruptAt) {
      throw new InterruptedException();
    }
  }
}
