package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.appender.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Stores what it is sent, checks the limits as the service does, and fails on request. */
final class FakeDestination implements Destination {
  private final Deque<Function<Batch, Delivery>> answers = new ArrayDeque<>();
  private final List<String> stored = new ArrayList<>();
  private int calls;
  private Function<Batch, Delivery> otherwise = batch -> Delivery.accepted();

  synchronized void answer(Delivery delivery, int times) {
    for (int i = 0; i < times; i++) {
      answers.add(batch -> delivery);
    }
  }

  synchronized void always(Function<Batch, Delivery> answer) {
    otherwise = answer;
  }

  synchronized List<String> stored() {
    return List.copyOf(stored);
  }

  synchronized int calls() {
    return calls;
  }

  @Override
  public synchronized Delivery send(Batch batch) {
    calls++;
    checkLimits(batch);
    Function<Batch, Delivery> answer = answers.poll();
    Delivery delivery = (answer == null ? otherwise : answer).apply(batch);
    if (delivery.verdict() == Delivery.Verdict.ACCEPTED) {
      for (int i = 0; i < batch.size(); i++) {
        if (i >= Math.max(delivery.tooOldBefore(), delivery.expiredBefore())
            && i < delivery.tooNewFrom()) {
          stored.add(text(batch.events().get(i)));
        }
      }
    }
    return delivery;
  }

  static String text(LogEvent event) {
    byte[] quoted = event.message().quoted();
    return Json.text("\"" + new String(quoted, UTF_8) + "\"");
  }

  private static void checkLimits(Batch batch) {
    long bytes = 0;
    long last = Long.MIN_VALUE;
    for (LogEvent event : batch.events()) {
      bytes += text(event).getBytes(UTF_8).length + 26;
      if (event.timestampMillis() < last) {
        throw new AssertionError("not in chronological order");
      }
      last = event.timestampMillis();
    }
    long span = last - batch.events().get(0).timestampMillis();
    if (batch.size() > 10_000 || bytes > 1_048_576 || span > 86_400_000L) {
      throw new AssertionError(batch.size() + " events, " + bytes + " bytes, " + span + " ms");
    }
  }

  @Override
  public void close() {}
}
