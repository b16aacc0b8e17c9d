package io.logstrata.appender;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.helpers.MessageFormatter;

/** SLF4J's formatter is the law; this one is only to be quicker. */
class MessageTextTest {
  private static final List<String> PIECES =
      List.of("{}", "{}", "{", "}", "\\", " order ", "\uC548\uB155", "\uD83D\uDE00", "%s", "{0}");

  private final LoggerContext context = new LoggerContext();

  @ParameterizedTest
  @CsvSource({
    "no anchor, no anchor",
    "{}, 7",
    "order {} of {}, order 7 of null",
    "{} {} {} {}, 7 null x {}",
    "{}{}{}, 7nullx",
    "half { } {, half { } {",
    "escaped \\{} {}, escaped {} 7",
    "'', ''"
  })
  void puts_arguments_in_their_places(String template, String expected) {
    assertThat(MessageText.of(event(template, 7, null, "x"))).isEqualTo(expected);
  }

  @Test
  void leaves_values_of_others_to_slf4j() {
    assertThat(MessageText.of(event("{} {}", new int[] {1, 2}, List.of("x"))))
        .isEqualTo("[1, 2] [x]");
    assertThat(MessageText.of(event("{}", new BigDecimal("1.50")))).isEqualTo("1.50");
  }

  @Test
  void an_event_that_masks_what_it_says_is_asked() {
    LoggingEvent masked =
        new LoggingEvent(
            "fqcn", context.getLogger("t"), Level.INFO, "card {}", null, new Object[] {"4111"}) {
          @Override
          public String getFormattedMessage() {
            return "card ****";
          }
        };
    assertThat(MessageText.of(masked)).isEqualTo("card ****");
  }

  @Test
  void an_argument_without_a_place_takes_none() {
    assertThat(MessageText.of(event("done {}", 7, "x".repeat(1_000_000)))).isEqualTo("done 7");
  }

  @Test
  void has_nothing_to_do_without_arguments() {
    assertThat(MessageText.of(event("{} as it is"))).isEqualTo("{} as it is");
    assertThat(MessageText.of(event(null))).isNull();
    assertThat(MessageText.of(event(null, 1))).isNull();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 20);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void says_what_slf4j_says(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder template = new StringBuilder();
      for (int pieces = random.nextInt(8); pieces > 0; pieces--) {
        template.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      Object[] arguments = new Object[random.nextInt(5)];
      for (int a = 0; a < arguments.length; a++) {
        arguments[a] = argument(random);
      }
      assertThat(MessageText.of(event(template.toString(), arguments)))
          .as("seed %d, template \"%s\" with %s", seed, template, List.of(arguments.length))
          .isEqualTo(expected(template.toString(), arguments));
    }
  }

  private static String expected(String template, Object[] arguments) {
    return arguments.length == 0
        ? template
        : MessageFormatter.arrayFormat(template, arguments).getMessage();
  }

  private static Object argument(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> random.nextInt();
      case 2 -> random.nextLong();
      case 3 -> random.nextDouble() * Math.pow(10, random.nextInt(600) - 300);
      case 4 -> random.nextFloat();
      case 5 -> random.nextBoolean();
      case 6 -> (char) random.nextInt(0x10000);
      case 7 -> (short) random.nextInt();
      case 8 -> (byte) random.nextInt();
      case 9 -> new Object[] {1, "two"};
      case 10 -> "{}";
      default -> "\uC548".repeat(random.nextInt(40));
    };
  }

  private LoggingEvent event(String template, Object... arguments) {
    return new LoggingEvent(
        "fqcn", context.getLogger("test"), Level.INFO, template, null, arguments);
  }
}
