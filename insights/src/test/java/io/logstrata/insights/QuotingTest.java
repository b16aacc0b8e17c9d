package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.write.NotWritable;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any text as a value stays that value, and any name that name. */
class QuotingTest {
  private static final long SEED = Long.getLong("logstrata.seed", 77L);
  private static final String NASTY =
      "\"'`\\/|#%*?-$.[]{}()&=!<> \n\r\t\u0001\u00e9\u2028한\uD83D\uDE00azAZ09_@";
  private static final int TEXTS = 5_000;

  private final Random random = new Random(SEED);

  @Test
  void any_text_is_read_back_as_it_was() {
    for (int i = 0; i < TEXTS; i++) {
      String text = text();
      Filter filter =
          Fields.text("a")
              .is(text)
              .or(Fields.text("b").contains(text))
              .or(Fields.text("c").endsWith(text));
      assertThat(Filter.parse(filter.toInsights()).toInsights())
          .as("seed " + SEED)
          .isEqualTo(filter.toInsights());
      assertThat(Filter.parse(Fields.text("a").isNot(text).toInsights()))
          .as("seed " + SEED)
          .isEqualTo(Fields.text("a").isNot(text));
    }
  }

  @Test
  void any_name_is_read_back_as_it_was() {
    for (int i = 0; i < TEXTS; i++) {
      String name = text().replace("`", "").replace("\n", "").replace("\r", "");
      if (!name.isEmpty() && !name.equals("@")) {
        Filter filter = Fields.text(Field.path(name, "x", name)).is("v");
        assertThat(Filter.parse(filter.toInsights()))
            .as("seed " + SEED + ' ' + filter)
            .isEqualTo(filter);
      }
    }
  }

  @Test
  void a_pattern_holds_any_text_that_it_does_not_refuse() {
    int written = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text();
      try {
        FilterPattern pattern = FilterPattern.parse(Fields.text("a").is(text).toFilterPattern());
        assertThat(pattern.toPredicate())
            .as("seed " + SEED + ' ' + pattern)
            .accepts(event(text))
            .rejects(event(text + "x"));
        written++;
      } catch (NotWritable e) {
        assertThat(text).as("refused only where a star cannot be told from any text").contains("*");
      }
    }
    assertThat(written).isGreaterThan(TEXTS / 2);
  }

  private String text() {
    return text(random);
  }

  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int[] characters = NASTY.codePoints().toArray();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }

  static Event event(String value) {
    StringBuilder json = new StringBuilder("{\"a\":\"");
    value
        .chars()
        .forEach(
            c ->
                json.append(
                    c == '"' || c == '\\'
                        ? "\\" + (char) c
                        : c < ' '
                            ? String.format(java.util.Locale.ROOT, "\\u%04x", c)
                            : "" + (char) c));
    return Examples.event(json + "\"}");
  }
}
