package io.logstrata.insights.read;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.AggregateFunction;
import io.logstrata.insights.model.Cidr;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Condition.TextMatch.Place;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Function;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Period;
import io.logstrata.insights.read.grammar.InsightsParser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Calls: functions, aggregates, and those that are conditions by themselves. */
final class Calls {
  private static final Pattern DURATION = Pattern.compile("([0-9]+)([A-Za-z]+)");
  private static final Map<String, String> SLIPS =
      Map.of(
          "lower",
          "tolower",
          "upper",
          "toupper",
          "length",
          "strlen",
          "len",
          "strlen",
          "exists",
          "ispresent",
          "contains",
          "strcontains",
          "average",
          "avg");

  // Functions of the user guide that are not supported here (CWL_QuerySyntax-operations-functions,
  // -Stats).
  private static final Set<String> OTHER_FUNCTIONS =
      Set.of(
          "haversine",
          "now",
          "querystarttime",
          "queryendtime",
          "querytimerange",
          "jsonstringify",
          "ipv4tonumber",
          "ispublicip",
          "isreservedip",
          "regexreplace",
          "urlencode",
          "urldecode",
          "base64encode",
          "base64decode",
          "split",
          "md5",
          "sha256",
          "values",
          "collect_values",
          "topk",
          "sortsfirst",
          "sortslast",
          "rate",
          "countovertime",
          "sumovertime",
          "histogram");

  private final ModelBuilder builder;

  Calls(ModelBuilder builder) {
    this.builder = builder;
  }

  Expression call(InsightsParser.CallContext context) {
    String name = context.NAME().getText();
    List<Expression> arguments = context.argument().stream().map(this::argument).toList();
    Optional<AggregateFunction> aggregate = AggregateFunction.named(name);
    if (aggregate.isPresent()) {
      if (context.STAR() != null && aggregate.get() != AggregateFunction.COUNT) {
        throw new IllegalArgumentException("only count takes *: name a field");
      }
      return new Expression.Aggregate(aggregate.get(), arguments);
    }
    Optional<Function> function = Function.named(name);
    if (function.isEmpty()) {
      throw new IllegalArgumentException(unknown(name));
    }
    if (context.STAR() != null) {
      throw new IllegalArgumentException("only count takes *: name a field");
    }
    periods(function.get(), arguments);
    if (function.get() == Function.IS_PRESENT && arguments.size() == 1) {
      return new Expression.Truth(new Condition.Presence(arguments.get(0), true));
    }
    return new Expression.Call(function.get(), arguments);
  }

  /** A value used as a condition; some calls have a node of their own. */
  static Condition asCondition(Expression expression) {
    if (expression instanceof Expression.Truth truth) {
      return truth.condition();
    }
    if (expression instanceof Expression.Call call
        && call.arguments().size() == 2
        && call.arguments().get(1) instanceof Literal.Text text) {
      Expression subject = call.arguments().get(0);
      return switch (call.function()) {
        case STARTS_WITH ->
            new Condition.TextMatch(
                subject, Place.START, text.value(), false, Absent.AS_THE_SERVICE);
        case ENDS_WITH ->
            new Condition.TextMatch(subject, Place.END, text.value(), false, Absent.AS_THE_SERVICE);
        case IS_IP_IN_SUBNET ->
            new Condition.Subnet(subject, new Cidr(text.value()), false, Absent.AS_THE_SERVICE);
        default -> new Condition.Holds(expression);
      };
    }
    return new Condition.Holds(expression);
  }

  private static String unknown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (OTHER_FUNCTIONS.contains(lower)) {
      return "the function " + name + "() is not supported";
    }
    String slip = SLIPS.get(lower);
    return "there is no function " + name + "()" + (slip == null ? "" : ": write " + slip + "()");
  }

  private static void periods(Function function, List<Expression> arguments) {
    boolean last =
        function == Function.BIN || function == Function.DATEFLOOR || function == Function.DATECEIL;
    for (int i = 0; i < arguments.size(); i++) {
      boolean wanted = last && i == arguments.size() - 1;
      if (arguments.get(i) instanceof Period != wanted) {
        throw new IllegalArgumentException(
            function.spelling()
                + "() "
                + (wanted ? "takes a period such as 5m" : "takes no period"));
      }
    }
  }

  private Expression argument(InsightsParser.ArgumentContext context) {
    return context.DURATION() == null
        ? builder.expression(context.condition())
        : builder.located(context, () -> period(context.DURATION()));
  }

  static Period period(TerminalNode duration) {
    String text = duration.getText();
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches() || matcher.group(1).length() > 9) {
      throw new IllegalArgumentException("the period " + text + " is too long");
    }
    Period.Unit unit = unit(matcher.group(2).toLowerCase(Locale.ROOT));
    // The service acts as if the cap had been written; so do we.
    return new Period(Math.min(Long.parseLong(matcher.group(1)), unit.cap()), unit);
  }

  private static Period.Unit unit(String name) {
    String singular =
        name.length() > 2 && name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    return switch (singular) {
      case "ms", "millisecond", "msec" -> Period.Unit.MILLISECOND;
      case "s", "second", "sec" -> Period.Unit.SECOND;
      case "m", "minute", "min" -> Period.Unit.MINUTE;
      case "h", "hour", "hr" -> Period.Unit.HOUR;
      case "d", "day" -> Period.Unit.DAY;
      case "w", "week" -> Period.Unit.WEEK;
      case "mo", "mon", "month" -> Period.Unit.MONTH;
      case "q", "quarter", "qtr" -> Period.Unit.QUARTER;
      case "y", "year", "yr" -> Period.Unit.YEAR;
      default ->
          throw new IllegalArgumentException(
              "there is no unit of time \"" + name + "\": write ms, s, m, h, d, w, mo, q or y");
    };
  }
}
