package io.logstrata.insights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  @Test
  void a_filter_says_in_one_line_what_it_takes() {
    assertThat(ErrorFilter.special().toSentence())
        .isEqualTo("level is \"error\" and statusCode is none of 400, 401, 403, 404, or absent");
    assertThat(Fields.text("a").is("one\ntwo\u001b[2J").toSentence())
        .isEqualTo("a is \"one\u23CEtwo\uFFFD[2J\"");
    assertThat(Fields.text("ip").isInSubnet("10.0.0.0/8").not().toSentence())
        .isEqualTo("not (ip is within 10.0.0.0/8)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a >= 5 and (b < 3 or c != 'x'); a is at least 5 and (b is less than 3 or c is not \"x\")",
        "a = 1 or b like /x+/ and not ispresent(c); a is 1 or (b matches /x+/ and c is absent)",
        "a not like 'x' or endsWith(b, 'y'); a does not contain \"x\" or b ends with \"y\"",
        "strlen(a) > 3 and isempty(b); strlen(a) is greater than 3 and isempty(b) holds",
      })
  void what_was_pasted_says_it_too(String condition, String sentence) {
    assertThat(Filter.parse(condition).toSentence()).isEqualTo(sentence);
  }
}
