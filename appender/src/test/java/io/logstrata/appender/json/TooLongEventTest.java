package io.logstrata.appender.json;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;

/** Events that are longer than the service takes. */
class TooLongEventTest extends EncoderFixture {
  @Test
  void cuts_an_event_inside_so_that_it_stays_json_and_says_what_was_cut() {
    String face = "\uD83D\uDE00";
    Map<String, Object> object =
        encodedWithin(event(Level.ERROR, face.repeat(600_000), new Exception("boom")));
    assertThat((String) object.get("message")).startsWith(face).endsWith(face);
    assertThat(object.get("truncated")).isEqualTo(Map.of("messageCharacters", 1_200_000));
    assertThat(object).containsKey("exception");

    object = encodedWithin(event(Level.ERROR, "\u0001".repeat(300_000), null));
    assertThat(object.get("truncated")).isEqualTo(Map.of("messageCharacters", 300_000));

    mdc.put("huge", "x".repeat(2_000_000));
    object = encodedWithin(event(Level.ERROR, "short", null));
    assertThat(object).containsEntry("message", "short");
    assertThat(object.get("truncated")).isEqualTo(Map.of("fields", 1));
    assertThat((String) object.get("huge")).hasSize(1_024);

    for (int i = 0; i < 5_000; i++) {
      mdc.put("key " + i, "x".repeat(500));
    }
    mdc.put("statusCode", "404");
    LoggingEvent many = event(Level.ERROR, "short", null);
    many.addMarker(MarkerFactory.getMarker("AUDIT"));
    object = encodedWithin(many);
    assertThat(object)
        .containsEntry("message", "short")
        .containsEntry("statusCode", 404)
        .doesNotContainKey("key 1");
    assertThat(object.get("truncated")).isEqualTo(Map.of("fields", 5_002));
  }

  @Test
  void a_structure_that_makes_an_event_too_long_becomes_text_that_is_cut() {
    Map<String, Object> object =
        encodedWithin(with("list", Collections.nCopies(1_000, "y".repeat(2_000))));
    assertThat((String) object.get("list")).startsWith("[yyy").hasSize(1_024);
    assertThat(object.get("truncated")).isEqualTo(Map.of("fields", 1));
  }

  @Test
  void says_how_long_a_stack_was_that_is_cut() {
    Exception exception = new Exception("s".repeat(10_000));
    exception.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "b", "A.java", 1)});
    JsonEventEncoder encoder = Encoders.with(context, e -> e.setMaxStackCharacters("100"));
    Map<String, Object> object = Json.object(encoder.encode(event(Level.ERROR, "x", exception)));
    int whole = "java.lang.Exception: ".length() + 10_000 + "\n\tat A.b(A.java:1)\n".length();
    assertThat(object.get("truncated")).isEqualTo(Map.of("stackCharacters", whole));
  }

  @Test
  void uses_nearly_all_the_room_there_is_for_an_event_that_is_too_long() {
    byte[] cut =
        encoder().encodeWithin(event(Level.INFO, "a".repeat(2_000_000), null), SERVICE_LIMIT);
    assertThat(cut.length).isBetween(SERVICE_LIMIT - 300, SERVICE_LIMIT);
  }

  @Test
  void a_message_and_a_stack_that_are_both_too_long_share_the_room() {
    JsonEventEncoder encoder = Encoders.with(context, e -> e.setMaxStackCharacters("1000000"));
    Exception exception = new Exception("s".repeat(900_000));
    byte[] cut = encoder.encodeWithin(event(Level.INFO, "m".repeat(900_000), exception), 65_536);
    assertThat(cut.length).isLessThanOrEqualTo(65_536);
    Map<String, Object> object = Json.object(cut);
    assertThat((String) object.get("message")).hasSizeGreaterThanOrEqualTo(4_096);
    assertThat(object.get("truncated").toString())
        .contains("messageCharacters=900000", "stackCharacters=90");
  }
}
