package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.appender.json.Json;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void every_character_that_json_escapes_comes_back_as_it_was() {
    StringBuilder all = new StringBuilder("\uC548\uB155 \uD83D\uDE00 \u0085\u2028");
    for (char c = 0; c < 0x100; c++) {
      all.append(c);
    }
    Message message = Message.of(all.toString().getBytes(UTF_8));
    assertThat(text(message)).isEqualTo(all.toString());
    assertThat(message.utf8Bytes()).isEqualTo(all.toString().getBytes(UTF_8).length);
  }

  @Test
  void nothing_but_escapes_fits_too() {
    String controls = "\u0001".repeat(1_000);
    Message message = Message.of(controls.getBytes(UTF_8));
    assertThat(text(message)).isEqualTo(controls);
    assertThat(message.utf8Bytes()).isEqualTo(1_000);
  }

  @Test
  void what_the_service_would_refuse_is_cut_between_two_characters() {
    Message message = Message.of("\uC548".repeat(400_000).getBytes(UTF_8));
    assertThat(message.utf8Bytes()).isEqualTo(1_048_548);
    assertThat(text(message)).isEqualTo("\uC548".repeat(349_516));
  }

  @Test
  void what_comes_escaped_must_be_within_the_limit_already() {
    assertThat(Message.quoted(new byte[2_000_000], 1_048_550).utf8Bytes()).isEqualTo(1_048_550);
    assertThatThrownBy(() -> Message.quoted(new byte[2_000_000], 1_048_551))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a message may have 1048550 bytes in UTF-8, not 1048551");
  }

  private static String text(Message message) {
    return Json.text("\"" + new String(message.quoted(), UTF_8) + "\"");
  }
}
