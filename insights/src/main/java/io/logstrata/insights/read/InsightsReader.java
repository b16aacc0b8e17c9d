package io.logstrata.insights.read;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Pipeline;
import io.logstrata.insights.read.grammar.InsightsLexer;
import io.logstrata.insights.read.grammar.InsightsParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;

/**
 * Reads Logs Insights QL; the grammar is {@code InsightsParser.g4}.
 *
 * <pre>{@code
 * Pipeline pipeline = InsightsReader.query("filter level = 'error' | limit 20");
 * }</pre>
 */
public final class InsightsReader {
  private InsightsReader() {}

  /**
   * Reads a whole query.
   *
   * @throws SyntaxException if the service would refuse it, or if it uses a command or function
   *     that is not supported
   */
  public static Pipeline query(String text) {
    return guarded(
        text,
        () -> {
          ModelBuilder builder = new ModelBuilder(text);
          List<Command> commands = new ArrayList<>();
          List<InsightsParser.CommandContext> contexts = parser(text).query().command();
          contexts.forEach(context -> commands.add(builder.command(context)));
          for (Pipeline.Problem problem : Pipeline.problems(commands)) {
            throw builder.wrong(contexts.get(problem.command()), problem.message());
          }
          return new Pipeline(commands);
        });
  }

  /**
   * Reads a condition, as it stands after {@code filter}.
   *
   * @throws SyntaxException if the service would refuse it
   */
  public static Condition condition(String text) {
    return guarded(
        text, () -> new ModelBuilder(text).condition(parser(text).onlyCondition().condition()));
  }

  private static InsightsParser parser(String text) {
    InsightsLexer lexer = new InsightsLexer(CharStreams.fromString(text));
    lexer.removeErrorListeners();
    InsightsParser parser = new InsightsParser(new CommonTokenStream(lexer));
    parser.removeErrorListeners();
    // The grammar needs no more than that, and it is the faster way to predict.
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    parser.addErrorListener(new Complaints(text));
    return parser;
  }

  private static <T> T guarded(String text, java.util.function.Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StackOverflowError e) {
      throw new SyntaxException(
          text, 0, text.length(), "the parentheses are nested too deeply to read");
    }
  }
}
