package io.logstrata.testkit.language;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.FilterPattern;
import io.logstrata.insights.Query;
import io.logstrata.insights.Row;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.model.Command;
import io.logstrata.insights.read.SyntaxException;
import io.logstrata.testkit.StoredEvent;
import io.logstrata.testkit.logs.QueryLanguage;
import io.logstrata.testkit.rules.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The languages as {@code insights} reads and answers them. What it does not know is refused as
 * malformed.
 */
public final class InsightsLanguage implements QueryLanguage {
  private final String accountId;

  /** Answers for an account, which {@code @log} shows. */
  public InsightsLanguage(String accountId) {
    this.accountId = requireNonNull(accountId, "accountId");
  }

  @Override
  public Question query(String text) {
    try {
      return new Read(Query.parse(text));
    } catch (SyntaxException wrong) {
      throw new Refusal(
          "MalformedQueryException",
          wrong.getMessage(),
          Map.of(
              "queryCompileError",
              Map.of(
                  "message",
                  wrong.problem(),
                  "location",
                  Map.of(
                      "startCharOffset", wrong.startOffset(),
                      "endCharOffset", wrong.endOffset()))));
    } catch (IllegalArgumentException wrong) {
      throw new Refusal("MalformedQueryException", wrong.getMessage());
    }
  }

  @Override
  public Predicate<StoredEvent> pattern(String text) {
    try {
      Predicate<String> messages = FilterPattern.parse(text).toMessagePredicate();
      return event -> messages.test(event.message());
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalidParameter("Invalid filter pattern: " + wrong.getMessage());
    }
  }

  @Override
  public Function<String, Map<String, String>> extraction(String text) {
    try {
      return PatternExtraction.of(FilterPattern.parse(text).pattern());
    } catch (IllegalArgumentException wrong) {
      throw Refusal.invalidParameter("Invalid filter pattern: " + wrong.getMessage());
    }
  }

  @Override
  public Function<String, Optional<String>> field(String pattern, String reference) {
    return FieldReference.of(FilterPattern.parse(pattern).pattern(), reference);
  }

  private Event event(StoredEvent stored) {
    return Event.builder(stored.timestamp(), stored.message())
        .logGroup(stored.logGroup())
        .logStream(stored.logStream())
        .ingestionTime(stored.ingestionTime())
        .accountId(accountId)
        .build();
  }

  private final class Read implements Question {
    private final Query query;

    Read(Query query) {
      this.query = query;
    }

    @Override
    public List<Map<String, String>> over(Stream<StoredEvent> events, int mostRows) {
      Query limited = has(Command.Limit.class) ? query : query.limit(mostRows);
      return limited.over(events.map(InsightsLanguage.this::event)).stream()
          .map(Row::cells)
          .toList();
    }

    @Override
    public boolean answersWithEvents() {
      return !has(Command.Stats.class);
    }

    private boolean has(Class<? extends Command> command) {
      return query.pipeline().commands().stream().anyMatch(command::isInstance);
    }
  }
}
