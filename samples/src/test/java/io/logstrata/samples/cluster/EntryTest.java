package io.logstrata.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

class EntryTest {
  @ParameterizedTest
  @CsvSource({
    "ERROR, 500, true", "ERROR, 503, true", "ERROR, 200, true", "ERROR, , true",
    "ERROR, 400, false", "ERROR, 401, false", "ERROR, 403, false", "ERROR, 404, false",
    "WARN, 500, false", "INFO, , false"
  })
  void is_special_when_it_is_an_error_that_no_caller_caused(
      Level level, Integer status, boolean special) {
    OptionalInt code = status == null ? OptionalInt.empty() : OptionalInt.of(status);

    assertThat(new Entry(level, code, Entry.Carrier.MDC, "m", Map.of(), null).isSpecialError())
        .isEqualTo(special);
  }
}
