package io.logstrata.insights.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logstrata.insights.Filter;
import io.logstrata.insights.FilterPattern;
import io.logstrata.insights.Query;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a mistake begins and ends, as an editor underlines it. */
class MistakesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        // text; what is wrong in it; where that begins
        "fields a\\r\\n| limit ten; ten; 18",
        "# one\\n# two\\n  feilds a; feilds; 14",
        "filter a = \"\uD83D\uDE00\" && b = 1; &; 16",
        "filter `\uD83D\uDE00` = 1 | sort `\uD83D\uDE00` up; up; 28",
        "filter a = 1 # \uD83D\uDE00\\n| limit 0; limit 0; 20",
        "fields a as x | fields b as x, c as y; fields b as x, c as y; 16",
        "filter a = 1 and md5(b) = 2 or c = 3; md5(b); 17",
        "stats count(*) by bin(5m), strlen(); strlen(); 27",
        "filter a like /[/ | limit 5; a like /[/; 7",
        "filter (a = \"\uD83D\uDE00\" and lower(b) = 1); lower(b); 21",
        "fields a | sort a | limit 5 | stats count(*) by b; sort a; 11",
      })
  void the_wrong_part_of_a_query_lies_between_the_offsets(String text, String part, int start) {
    String query = unescaped(text);
    SyntaxException wrong = wrong(() -> Query.parse(query));
    assertThat(wrong.startOffset()).as(wrong.getMessage()).isEqualTo(start);
    assertThat(query.substring(wrong.startOffset(), wrong.endOffset())).isEqualTo(part);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "{ $.a = \"\uD83D\uDE00\" & $.b = 1 }; &; 13",
        "{ $.a > \"1\" }; \"; 8",
        "{ $.a = 1 && a.b = 2 }; a; 13",
        "{ $.*[*] = 1 }; $.*[*]; 2",
        "{ $.a[x] = 1 }; x; 6",
        "{ $.\uD83D\uDE00 = 1 }; \uD83D\uDE00; 4",
        "{ $.a = 1 } }; }; 12",
        "\"a\" \uD83D\uDE00; \uD83D\uDE00; 4",
        "[a, b = 1 && code = 2]; code; 13",
        "%a\uD83D\uDE00%; \uD83D\uDE00; 2",
        "%[b%; %[b%; 0",
        "a \"open; \"open; 2",
        "{ $.a = \uD83D\uDE00 }; \uD83D\uDE00; 8",
        "a\uD83D\uDE00; \uD83D\uDE00; 1",
      })
  void the_wrong_part_of_a_pattern_lies_between_the_offsets(String text, String part, int start) {
    SyntaxException wrong = wrong(() -> FilterPattern.parse(text));
    assertThat(wrong.startOffset()).as(wrong.getMessage()).isEqualTo(start);
    assertThat(text.substring(wrong.startOffset(), wrong.endOffset())).isEqualTo(part);
    assertThat(wrong)
        .hasMessageEndingWith('\n' + text + '\n' + " ".repeat(text.codePointCount(0, start)) + '^');
  }

  @Test
  void at_the_end_of_a_text_nothing_lies_between_them() {
    assertThat(wrong(() -> FilterPattern.parse("{ $.a = 1")))
        .returns(9, SyntaxException::startOffset)
        .returns(9, SyntaxException::endOffset);
    assertThat(wrong(() -> Filter.parse("a = \"\uD83D\uDE00\" and")))
        .returns(12, SyntaxException::startOffset)
        .returns(12, SyntaxException::endOffset);
  }

  private static SyntaxException wrong(ThrowingCallable reading) {
    SyntaxException wrong = catchThrowableOfType(SyntaxException.class, reading);
    assertThat(wrong).as("a refusal").isNotNull();
    return wrong;
  }

  private static String unescaped(String text) {
    return text.replace("\\r", "\r").replace("\\n", "\n");
  }
}
