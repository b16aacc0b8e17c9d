package io.logstrata.appender.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** No name stands twice in an object, and each has the name it should have. */
class FieldNamesTest extends EncoderFixture {
  @Test
  void static_fields_are_not_pushed_aside_by_what_an_event_brings() {
    mdc.put("service", "of the MDC");
    JsonEventEncoder encoder = Encoders.with(context, e -> e.addStaticField("service=umma"));
    assertThat(Json.object(encoder.encode(with("service", "of the event"))))
        .containsEntry("service", "umma")
        .containsEntry("service_", "of the event")
        .containsEntry("service__", "of the MDC");
  }

  @Test
  void names_that_become_equal_as_they_are_written_are_told_apart() {
    mdc.put("half \uD83D", "1");
    mdc.put("half \uFFFD", "2");
    mdc.put("whole \uD83D\uDE00", "3");
    assertThat(encoded(event(Level.INFO, "x", null)))
        .containsEntry("half \uFFFD", "1")
        .containsEntry("half \uFFFD_", "2")
        .containsEntry("whole \uD83D\uDE00", "3");
  }

  @Test
  void key_values_stand_in_an_object_of_their_own_if_that_is_asked_for() {
    mdc.put("user", "7");
    LoggingEvent event = event(Level.ERROR, "x", null);
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("user", 8),
            new KeyValuePair("user", 9),
            new KeyValuePair("level", "mine"),
            new KeyValuePair("statusCode", "404")));
    JsonEventEncoder encoder = Encoders.with(context, e -> e.setNestKeyValuesAs("fields"));
    assertThat(Json.object(encoder.encode(event)))
        .containsEntry("user", "7")
        .containsEntry("level", "error")
        .containsEntry("fields", Map.of("user", 8, "user_", 9, "level", "mine", "statusCode", 404));
  }

  @Test
  void never_writes_a_name_twice_whatever_the_mdc_contains() {
    mdc.put("message", "mine");
    mdc.put("message_", "mine too");
    mdc.put("level", "mine");
    mdc.put("userId", "from the MDC");
    LoggingEvent event = with("userId", "from the event");

    assertThat(encoded(event))
        .containsEntry("message", "x")
        .containsEntry("message_", "mine")
        .containsEntry("message__", "mine too")
        .containsEntry("level", "error")
        .containsEntry("level_", "mine")
        .containsEntry("userId", "from the event")
        .containsEntry("userId_", "from the MDC");
  }
}
