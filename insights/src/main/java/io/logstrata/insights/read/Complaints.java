package io.logstrata.insights.read;

import static java.util.stream.Collectors.joining;

import io.logstrata.insights.read.grammar.InsightsLexer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** Turns the parser's first complaint into an exception in words. */
final class Complaints extends BaseErrorListener {
  private static final List<Integer> COMMANDS =
      List.of(
          InsightsLexer.FIELDS,
          InsightsLexer.DISPLAY,
          InsightsLexer.FILTER,
          InsightsLexer.SORT,
          InsightsLexer.LIMIT,
          InsightsLexer.DEDUP,
          InsightsLexer.STATS,
          InsightsLexer.PARSE);
  private static final String SUPPORTED =
      "fields, display, filter, sort, limit, dedup, stats, parse";

  // The other commands of the user guide (CWL_QuerySyntax), so that the message can tell a gap of
  // ours from a slip of the pen.
  private static final Set<String> OTHER_COMMANDS =
      Set.of(
          "addtotals",
          "anomaly",
          "filterindex",
          "pattern",
          "diff",
          "relevantfields",
          "expand",
          "source",
          "unmask",
          "unnest",
          "lookup",
          "join",
          "autoregress",
          "logcompare",
          "filldown",
          "fillmissing",
          "cidrlookup",
          "outlier",
          "accum",
          "appendcols",
          "sessionize",
          "countfrequent",
          "count_frequent",
          "estimate");

  private final String text;

  Complaints(String text) {
    this.text = text;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      Object symbol,
      int line,
      int column,
      String message,
      RecognitionException exception) {
    Token found = (Token) symbol;
    Parser parser = (Parser) recognizer;
    IntervalSet expected =
        exception == null ? parser.getExpectedTokens() : expected(parser, exception);
    // Offsets of tokens count code points; ours count what String counts.
    int start =
        text.offsetByCodePoints(
            0, Math.min(found.getStartIndex(), text.codePointCount(0, text.length())));
    int end = found.getType() == Token.EOF ? start : start + found.getText().length();
    throw new SyntaxException(text, start, end, problem(parser, found, expected));
  }

  private static IntervalSet expected(Parser parser, RecognitionException exception) {
    IntervalSet expected = exception.getExpectedTokens();
    return expected == null ? parser.getExpectedTokens() : expected;
  }

  private static String problem(Parser parser, Token found, IntervalSet expected) {
    boolean atCommand =
        expected.contains(InsightsLexer.FIELDS) && !expected.contains(InsightsLexer.NAME);
    if (atCommand && OTHER_COMMANDS.contains(found.getText().toLowerCase(Locale.ROOT))) {
      return "the command " + found.getText() + " is not supported; supported are " + SUPPORTED;
    }
    if (found.getType() == InsightsLexer.OPEN && isAfterSortKey(parser)) {
      return "sort takes fields and no calls: name the call first, such as `fields bin(1h) as hour | sort hour`, or `as hour` in stats";
    }
    if (found.getType() == InsightsLexer.OPEN && isAfter(parser, InsightsLexer.IN)) {
      return "a sub-query is not supported: ask for the values first and write them as a list, in [...]";
    }
    if (found.getType() == InsightsLexer.OTHER && "\"'`".contains(found.getText())) {
      return "a quote is never closed: found " + found.getText() + " without another one behind it";
    }
    return "found " + words(found) + ", expected " + words(expected, atCommand);
  }

  private static boolean isAfter(Parser parser, int type) {
    Token before = parser.getTokenStream().LT(-1);
    return before != null && before.getType() == type;
  }

  private static boolean isAfterSortKey(Parser parser) {
    for (int back = -1; isAfter(parser, InsightsLexer.NAME); back--) {
      Token token = parser.getTokenStream().LT(back);
      if (token == null || token.getType() == InsightsLexer.PIPE) {
        return false;
      }
      if (token.getType() == InsightsLexer.SORT) {
        return true;
      }
    }
    return false;
  }

  private static String words(Token found) {
    return found.getType() == Token.EOF ? "the end" : '`' + found.getText() + '`';
  }

  private static String words(IntervalSet expected, boolean atCommand) {
    Set<String> words = new LinkedHashSet<>();
    for (int type : expected.toArray()) {
      if (atCommand && COMMANDS.contains(type)) {
        words.add("a command (" + SUPPORTED + ")");
      } else if (expected.contains(InsightsLexer.NAME)
          && (COMMANDS.contains(type)
              || type == InsightsLexer.ANY
              || type == InsightsLexer.OFFSET)) {
        words.add("a field");
      } else {
        words.add(word(type));
      }
    }
    return words.stream().collect(joining(", "));
  }

  private static String word(int type) {
    return switch (type) {
      case Token.EOF -> "the end";
      case InsightsLexer.NAME -> "a field";
      case InsightsLexer.NUMBER -> "a number";
      case InsightsLexer.DURATION -> "a period";
      case InsightsLexer.STRING -> "a text in quotes";
      case InsightsLexer.REGEX -> "a /regular expression/";
      default -> {
        String literal = InsightsLexer.VOCABULARY.getLiteralName(type);
        yield literal == null
            ? InsightsLexer.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT)
            : '`' + literal.substring(1, literal.length() - 1) + '`';
      }
    };
  }
}
