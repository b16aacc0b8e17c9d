package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logstrata.appender.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Stores what it is sent, checks the limits as the service does, and fails on request. */
final class FakeDestination implements Destination {
  private final Deque<Function<Batch, Delivery>> answers = new ArrayDeque<>();
  private final List<String> stored = new ArrayList<>();
  private int calls;
  private BiPredicate<Long, Long> sameStream = (one, other) -> true;
  private Function<Batch, Delivery> otherwise = batch -> Delivery.accepted();

  synchronized void answer(Delivery delivery, int times) {
    for (int i = 0; i < times; i++) {
      answers.add(batch -> delivery);
    }
  }

  synchronized void always(Function<Batch, Delivery> answer) {
    otherwise = answer;
  }

  /** Which times may be in one batch. */
  synchronized void separate(BiPredicate<Long, Long> sameStream) {
    this.sameStream = sameStream;
  }

  @Override
  public synchronized boolean together(long timestampMillis, long otherMillis) {
    return sameStream.test(timestampMillis, otherMillis);
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
      List<String> texts = texts(batch);
      for (int i = 0; i < batch.size(); i++) {
        if (i >= Math.max(delivery.tooOldBefore(), delivery.expiredBefore())
            && i < delivery.tooNewFrom()) {
          stored.add(texts.get(i));
        }
      }
    }
    return delivery;
  }

  /** The messages, as they were before they were escaped. */
  static List<String> texts(Batch batch) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      byte[] quoted = new byte[batch.messageBytes(i)];
      batch.copyMessage(i, quoted, 0);
      texts.add(Json.text("\"" + new String(quoted, UTF_8) + "\""));
    }
    return texts;
  }

  private static void checkLimits(Batch batch) {
    long bytes = 0;
    for (String text : texts(batch)) {
      bytes += text.getBytes(UTF_8).length + 26;
    }
    for (int i = 1; i < batch.size(); i++) {
      if (batch.timestampMillis(i) < batch.timestampMillis(i - 1)) {
        throw new AssertionError("not in chronological order");
      }
    }
    long span = batch.timestampMillis(batch.size() - 1) - batch.timestampMillis(0);
    if (batch.size() > 10_000 || bytes > 1_048_576 || span > 86_400_000L) {
      throw new AssertionError(batch.size() + " events, " + bytes + " bytes, " + span + " ms");
    }
  }

  @Override
  public void close() {}
}
