package io.logstrata.archiver.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class RecordReaderTest {
  private static final ExportWindow WINDOW =
      new ExportWindow(
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-03-02T00:00:00Z"),
          ZoneOffset.UTC);

  @Test
  void a_line_without_a_timestamp_continues_the_record() throws IOException {
    assertThat(
            messages(
                """
                2026-03-01T10:00:00.000Z java.lang.IllegalStateException: x
                \tat a.B.c(B.java:1)

                2026-03-01T10:00:00.001Z second  with  blanks
                """))
        .containsExactly(
            "java.lang.IllegalStateException: x\n\tat a.B.c(B.java:1)\n", "second  with  blanks");
  }

  @Test
  void bytes_come_back_as_they_were_written() throws IOException {
    String message = "이벤트 \uD83D\uDE00 \u0000\r";
    assertThat(messages("2026-03-01T10:00:00.123Z " + message + "\n")).containsExactly(message);
  }

  @Test
  void timestamps_are_read_to_the_millisecond() throws IOException {
    try (RecordReader reader = reader("2026-03-01T23:59:59.987Z x".getBytes(UTF_8))) {
      assertThat(reader.next().timestamp()).isEqualTo(Instant.ofEpochMilli(1772409599987L));
    }
  }

  @Test
  void what_looks_like_a_timestamp_but_is_no_date_starts_nothing() throws IOException {
    assertThat(messages("2026-03-01T10:00:00.000Z a\n2026-02-30T10:00:00.000Z b\n"))
        .containsExactly("a\n2026-02-30T10:00:00.000Z b");
  }

  @Test
  void an_object_whose_first_line_has_no_timestamp_is_damaged() {
    assertThatThrownBy(() -> messages("no timestamp\n2026-03-01T10:00:00.000Z a\n"))
        .hasMessageContaining("first line does not begin with a timestamp");
  }

  @Test
  void an_empty_object_has_no_records() throws IOException {
    assertThat(messages("")).isEmpty();
  }

  @Test
  void a_start_that_steps_back_in_time_makes_the_count_a_range() throws IOException {
    assertThat(
            count(
                """
                2026-03-01T10:00:00.000Z seen in the other log:
                2026-03-01T09:59:00.000Z its line
                2026-03-01T10:00:01.000Z next
                """))
        .isEqualTo(new RecordCount(2, 3));
  }

  @Test
  void a_start_of_the_same_millisecond_after_several_lines_makes_the_count_a_range()
      throws IOException {
    assertThat(
            count(
                """
                2026-03-01T10:00:00.000Z first
                \tsecond
                2026-03-01T10:00:00.000Z perhaps third
                """))
        .isEqualTo(new RecordCount(1, 2));
  }

  @Test
  void every_line_of_a_quotation_makes_the_count_a_range() throws IOException {
    assertThat(
            count(
                """
                2026-03-01T10:00:00.000Z seen in the other log:
                2026-03-01T09:59:00.000Z its line
                2026-03-01T09:59:01.000Z its next line
                2026-03-01T10:00:01.000Z next
                """))
        .isEqualTo(new RecordCount(2, 4));
  }

  @Test
  void a_line_of_a_log_file_within_a_message_makes_the_count_a_range() throws IOException {
    assertThat(
            count(
                """
                2026-03-01T12:00:00.100Z what the child wrote:
                2026-03-01T12:00:00.200Z INFO started
                2026-03-01T12:00:00.300Z [WARN] slow
                2026-03-01T12:00:05.000Z a second event
                2026-03-01T12:00:06.000Z a third event
                """))
        .isEqualTo(new RecordCount(3, 5));
  }

  @Test
  void records_that_begin_with_a_level_are_counted_exactly() throws IOException {
    assertThat(
            count(
                """
                2026-03-01T12:00:00.100Z INFO started
                2026-03-01T12:00:00.200Z a banner
                2026-03-01T12:00:00.300Z INFO running
                2026-03-01T12:00:00.400Z ERROR no
                """))
        .isEqualTo(new RecordCount(4, 4));
  }

  @Test
  void joined_lines_of_an_application_that_stamps_its_own_make_the_count_a_range()
      throws IOException {
    assertThat(
            count(
                """
                2026-03-01T12:00:00.100Z 2026-03-01T12:00:00.100Z main - one
                2026-03-01T12:00:00.200Z main - two
                2026-03-01T12:00:00.300Z main - three
                2026-03-01T12:00:00.400Z 2026-03-01T12:00:00.400Z main - next event
                """))
        .isEqualTo(new RecordCount(2, 4));
  }

  @Test
  void records_of_one_line_in_the_order_of_time_are_counted_exactly() throws IOException {
    assertThat(
            count(
                """
                2026-03-01T12:00:00.100Z {"level":"INFO"}
                2026-03-01T12:00:00.100Z {"level":"INFO"}
                2026-03-01T12:00:00.200Z plain
                2026-03-01T12:00:00.300Z boom
                \tat a.B
                2026-03-01T12:00:00.301Z plain
                """))
        .isEqualTo(new RecordCount(5, 5));
  }

  @Test
  void a_line_that_lies_farther_back_than_a_message_is_long_is_no_part_of_it() throws IOException {
    String old = "2026-03-01T09:00:00.000Z " + "x".repeat(500_000) + "\n";
    // The third is beyond the end of a message of the first; the fourth can be a part of the third.
    assertThat(
            count(
                "2026-03-01T10:00:00.000Z first\n"
                    + old
                    + old
                    + old
                    + "2026-03-01T08:00:00.000Z y"))
        .isEqualTo(new RecordCount(2, 5));
  }

  @Test
  void a_timestamp_that_no_event_of_the_window_can_have_starts_nothing() throws IOException {
    String text = "2026-03-01T10:00:00.000Z quotes\n2030-01-01T00:00:00.000Z the future\n";
    assertThat(messages(text)).containsExactly("quotes\n2030-01-01T00:00:00.000Z the future");
    assertThat(count(text)).isEqualTo(new RecordCount(1, 1));
  }

  @Test
  void every_member_of_a_gzip_file_is_read_even_when_the_network_gives_little_at_a_time()
      throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    for (int member = 0; member < 5; member++) {
      stored.writeBytes(gzip("2026-03-01T10:00:0" + member + ".000Z member " + member + "\n"));
    }
    InputStream trickle = new Trickle(stored.toByteArray());

    try (RecordReader reader = RecordReader.over("s", WINDOW, trickle)) {
      assertThat(all(reader))
          .containsExactly("member 0", "member 1", "member 2", "member 3", "member 4");
    }
  }

  @Test
  void a_record_may_reach_from_one_gzip_member_into_the_next() throws IOException {
    byte[] stored = concat(gzip("2026-03-01T10:00:00.000Z be"), gzip("gins\n"));
    assertThat(all(reader(stored))).containsExactly("begins");
  }

  @Test
  void a_gzip_file_that_was_cut_off_anywhere_is_damaged() {
    byte[] whole =
        concat(gzip("2026-03-01T10:00:00.000Z one\n"), gzip("2026-03-01T10:00:01.000Z two\n"));
    int firstMember = gzip("2026-03-01T10:00:00.000Z one\n").length;
    for (int length = 3; length < whole.length; length++) {
      if (length != firstMember) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> all(reader(cut)), "cut to %s bytes", length)
            .isInstanceOf(DamagedObjectException.class)
            .hasMessageContaining("cut off");
      }
    }
  }

  @Test
  void zeros_after_the_last_member_are_damage() {
    byte[] padded = concat(gzip("2026-03-01T10:00:00.000Z one\n"), new byte[512]);
    assertThatThrownBy(() -> all(reader(padded))).hasMessageContaining("gzip member was expected");
  }

  @Test
  void a_flipped_bit_never_changes_a_record_in_silence() throws IOException {
    byte[] whole = gzip("2026-03-01T10:00:00.000Z one and two and three and four\n");
    int harmless = 0;
    // The ten bytes of the header hold times and flags that say nothing about the content.
    for (int index = 10; index < whole.length; index++) {
      byte[] flipped = whole.clone();
      flipped[index] ^= 0x10;
      // A few bits of a gzip file mean nothing: those that fill up the last byte of the compressed
      // data.
      try {
        assertThat(all(reader(flipped))).containsExactly("one and two and three and four");
        harmless++;
      } catch (DamagedObjectException found) {
        assertThat(found).isNotNull();
      }
    }
    assertThat(harmless).isLessThanOrEqualTo(1);
  }

  private static List<String> messages(String text) throws IOException {
    return all(reader(gzip(text)));
  }

  private static RecordCount count(String text) throws IOException {
    RecordReader reader = reader(gzip(text));
    all(reader);
    return reader.count();
  }

  private static List<String> all(RecordReader reader) throws IOException {
    List<String> messages = new ArrayList<>();
    for (ArchivedRecord next = reader.next(); next != null; next = reader.next()) {
      messages.add(next.message());
    }
    return messages;
  }

  private static RecordReader reader(byte[] stored) throws IOException {
    return RecordReader.over("s", WINDOW, new ByteArrayInputStream(stored));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Gives three bytes at a time and never knows whether there are more. */
  private static final class Trickle extends InputStream {
    private final ByteArrayInputStream bytes;

    Trickle(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return bytes.read(target, offset, Math.min(3, length));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
