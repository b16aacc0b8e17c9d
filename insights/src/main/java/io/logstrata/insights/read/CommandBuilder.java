package io.logstrata.insights.read;

import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.SortKey;
import io.logstrata.insights.model.Structures;
import io.logstrata.insights.read.grammar.InsightsParser;
import io.logstrata.insights.read.grammar.InsightsParserBaseVisitor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Builds the commands of a query, whose conditions and columns another builds. */
final class CommandBuilder extends InsightsParserBaseVisitor<Command> {
  private final ModelBuilder model;
  private final Structures structures;

  CommandBuilder(ModelBuilder model, Structures structures) {
    this.model = model;
    this.structures = structures;
  }

  @Override
  public Command visitFields(InsightsParser.FieldsContext context) {
    return new Command.Fields(model.columns(context.columns()));
  }

  @Override
  public Command visitDisplay(InsightsParser.DisplayContext context) {
    return new Command.Display(model.columns(context.columns()));
  }

  @Override
  public Command visitFilter(InsightsParser.FilterContext context) {
    return new Command.Filter(model.condition(context.condition()));
  }

  @Override
  public Command visitSort(InsightsParser.SortContext context) {
    return new Command.Sort(
        context.sortKey().stream()
            .map(key -> new SortKey(Names.field(key.name().getText()), key.DESC() != null))
            .toList());
  }

  @Override
  public Command visitLimit(InsightsParser.LimitContext context) {
    BigDecimal count = new BigDecimal(context.NUMBER().getText());
    if (count.compareTo(BigDecimal.valueOf(Command.Limit.MOST)) > 0 || count.scale() > 0) {
      throw new IllegalArgumentException("limit " + count + ": the service takes 1 to 100000");
    }
    return new Command.Limit(count.intValueExact(), context.ANY() != null);
  }

  @Override
  public Command visitDedup(InsightsParser.DedupContext context) {
    return new Command.Dedup(
        context.name().stream().map(name -> Names.field(name.getText())).toList());
  }

  @Override
  public Command visitStats(InsightsParser.StatsContext context) {
    Command.Stats stats =
        new Command.Stats(
            model.columns(context.columns(0)),
            context.BY() == null ? List.of() : model.columns(context.columns(1)),
            Optional.ofNullable(context.DURATION()).map(Calls::period));
    structures.clear();
    return stats;
  }

  @Override
  public Command visitParse(InsightsParser.ParseContext context) {
    Field source = Names.field(context.name(0).getText());
    if (context.REGEX() != null) {
      return new Command.ParseRegex(source, ModelBuilder.regex(context.REGEX()));
    }
    List<String> names = context.name().stream().skip(1).map(ModelBuilder::name).toList();
    return new Command.ParseGlob(source, Names.unquote(context.STRING().getText()), names);
  }
}
