package io.logstrata.insights.read;

import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads filter patterns: terms, {@code { JSON }} and {@code [words]}. By hand: three small
 * languages that tell numbers from words by where they stand are shorter so than as a grammar, and
 * say better what is wrong.
 *
 * <pre>{@code
 * PatternReader.read("[ip, user, status = 5*]");
 * }</pre>
 */
public final class PatternReader {
  private static final int MOST_CHARACTERS = 1_024;
  private static final int MOST_REGEXES = 2;

  private PatternReader() {}

  /**
   * Reads a pattern.
   *
   * @throws SyntaxException if the service would refuse it, with the place
   */
  public static Pattern read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new SyntaxException(
          text,
          MOST_CHARACTERS,
          text.length(),
          "the pattern has " + text.length() + " characters, the service takes " + MOST_CHARACTERS);
    }
    PatternCursor cursor = new PatternCursor(text);
    cursor.skipBlanks();
    Pattern pattern =
        switch (cursor.peek()) {
          case '{' -> new JsonPatternReader(cursor).read();
          case '[' -> new DelimitedPatternReader(cursor).read();
          default -> terms(cursor);
        };
    if (!(pattern instanceof Pattern.Terms) && cursor.regexes() > MOST_REGEXES) {
      throw cursor.wrong(
          0,
          "the pattern has "
              + cursor.regexes()
              + " regular expressions, the service takes "
              + MOST_REGEXES);
    }
    return pattern;
  }

  private static Pattern terms(PatternCursor cursor) {
    List<Term> included = new ArrayList<>();
    List<Term> excluded = new ArrayList<>();
    List<Term> optional = new ArrayList<>();
    while (!cursor.atEnd()) {
      char prefix = cursor.peek();
      List<Term> terms = prefix == '-' ? excluded : prefix == '?' ? optional : included;
      if (terms != included) {
        cursor.next();
      }
      terms.add(term(cursor));
      if (!cursor.atEnd() && !cursor.atBlank()) {
        throw cursor.wrong(
            cursor.at(),
            "found "
                + cursor.found()
                + ", expected a blank: put the whole term into double quotes");
      }
      cursor.skipBlanks();
    }
    boolean blank =
        excluded.isEmpty()
            && optional.isEmpty()
            && included.stream().allMatch(term -> !term.regex() && term.text().isBlank());
    return blank ? new Pattern.Everything() : new Pattern.Terms(included, excluded, optional);
  }

  private static Term term(PatternCursor cursor) {
    return switch (cursor.peek()) {
      case '"' -> new Term(cursor.quoted(), false);
      case '%' -> new Term(cursor.regex(), true);
      default ->
          new Term(
              cursor.word(
                  "", "a term: letters, digits and _ alone, anything else in double quotes"),
              false);
    };
  }
}
