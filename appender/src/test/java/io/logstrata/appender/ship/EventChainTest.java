package io.logstrata.appender.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EventChainTest {
  private final EventChain<Note> chain = new EventChain<>();

  @Test
  void hands_out_in_the_order_of_arrival_also_when_it_ran_empty_in_between() {
    assertThat(chain.take()).isNull();
    List<String> taken = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < round; i++) {
        chain.append(Note.of(round + "." + i));
      }
      for (Note note = chain.take(); note != null; note = chain.take()) {
        taken.add(note.text());
      }
    }
    assertThat(taken).containsExactly("1.0", "2.0", "2.1", "3.0", "3.1", "3.2");
  }

  @Test
  void an_event_that_was_taken_holds_no_other_in_memory() {
    Note first = Note.of("first");
    chain.append(first);
    chain.append(Note.of("second"));
    assertThat(chain.take()).isSameAs(first);
    assertThat(first.next).isNull();
  }

  @Test
  @Timeout(60)
  void loses_and_doubles_nothing_while_others_append_and_keeps_each_ones_order() throws Exception {
    int callers = 4;
    int each = 50_000;
    List<Thread> threads =
        IntStream.range(0, callers)
            .mapToObj(
                caller ->
                    new Thread(
                        () -> {
                          for (int i = 0; i < each; i++) {
                            chain.append(new Note(i, Severity.INFO, 1, Integer.toString(caller)));
                          }
                        }))
            .toList();
    threads.forEach(Thread::start);
    long[] next = new long[callers];
    for (int taken = 0; taken < callers * each; ) {
      Note note = chain.take();
      if (note == null) {
        Thread.onSpinWait();
        continue;
      }
      assertThat(note.timestampMillis()).isEqualTo(next[Integer.parseInt(note.text())]++);
      taken++;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(chain.take()).isNull();
    assertThat(next).containsOnly(each);
  }
}
