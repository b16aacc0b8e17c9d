package io.logstrata.appender.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logstrata.appender.json.Json;
import org.junit.jupiter.api.Test;

class MessageBytesTest {
  private final MessageBytes messages = new MessageBytes();

  @Test
  void every_character_that_json_escapes_comes_back_as_it_was() {
    StringBuilder all = new StringBuilder("\uC548\uB155 \uD83D\uDE00 \u0085\u2028");
    for (char c = 0; c < 0x100; c++) {
      all.append(c);
    }
    messages.utf8(all.toString().getBytes(UTF_8));
    assertThat(text(0)).isEqualTo(all.toString());
    assertThat(messages.lastUtf8Bytes()).isEqualTo(all.toString().getBytes(UTF_8).length);
  }

  @Test
  void nothing_but_escapes_fits_too() {
    String controls = "\u0001".repeat(1_000);
    messages.utf8(controls.getBytes(UTF_8));
    assertThat(text(0)).isEqualTo(controls);
    assertThat(messages.lastUtf8Bytes()).isEqualTo(1_000);
  }

  @Test
  void what_the_service_would_refuse_is_cut_between_two_characters() {
    messages.utf8("\uC548".repeat(400_000).getBytes(UTF_8));
    assertThat(messages.lastUtf8Bytes()).isEqualTo(1_048_548);
    assertThat(text(0)).isEqualTo("\uC548".repeat(349_516));
  }

  @Test
  void what_comes_escaped_must_be_within_the_limit_already() {
    messages.quoted(new byte[2_000_000], 2_000_000, 1_048_550);
    assertThat(messages.lastUtf8Bytes()).isEqualTo(1_048_550);
    assertThatThrownBy(() -> messages.quoted(new byte[2_000_000], 2_000_000, 1_048_551))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a message may have 1048550 bytes in UTF-8, not 1048551");
    assertThat(messages.size()).isEqualTo(2_000_000);
  }

  @Test
  void messages_stand_one_behind_the_other_and_the_array_of_a_huge_one_is_let_go() {
    messages.utf8("first".getBytes(UTF_8));
    int second = messages.size();
    messages.quoted("\\\"second\\\" and rest".getBytes(UTF_8), 10, 8);
    assertThat(text(second)).isEqualTo("\"second\"");

    messages.utf8("\u0001".repeat(1_000_000).getBytes(UTF_8));
    messages.clear();
    messages.begin();
    assertThat(messages.size()).isZero();
    assertThat(messages.lastUtf8Bytes()).isZero();
    messages.utf8("again".getBytes(UTF_8));
    assertThat(text(0)).isEqualTo("again");
  }

  private String text(int from) {
    byte[] quoted = new byte[messages.size() - from];
    messages.copy(from, messages.size(), quoted, 0);
    return Json.text("\"" + new String(quoted, UTF_8) + "\"");
  }
}
