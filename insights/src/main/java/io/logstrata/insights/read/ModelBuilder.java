package io.logstrata.insights.read;

import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Command;
import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Condition;
import io.logstrata.insights.model.Expression;
import io.logstrata.insights.model.Expression.Arithmetic;
import io.logstrata.insights.model.Field;
import io.logstrata.insights.model.Literal;
import io.logstrata.insights.model.Named;
import io.logstrata.insights.model.Regex;
import io.logstrata.insights.model.Structures;
import io.logstrata.insights.read.grammar.InsightsParser;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Builds the model from a parse tree. What a negative condition without a guard says of absent
 * fields is left to the service.
 */
final class ModelBuilder {
  private final String text;
  private final CommandBuilder commands;
  private final Calls calls;
  private final Structures structures = new Structures();

  ModelBuilder(String text) {
    this.text = text;
    this.calls = new Calls(this);
    this.commands = new CommandBuilder(this, structures);
  }

  Command command(InsightsParser.CommandContext context) {
    return located(context, () -> context.accept(commands));
  }

  Condition condition(InsightsParser.ConditionContext context) {
    return Condition.any(context.conjunction().stream().map(this::conjunction).toList());
  }

  Expression expression(InsightsParser.ConditionContext context) {
    if (context.conjunction().size() == 1
        && context.conjunction(0).negation().size() == 1
        && context.conjunction(0).negation(0) instanceof InsightsParser.PlainContext plain
        && plain.comparison().tail() == null) {
      return sum(plain.comparison().sum());
    }
    return new Expression.Truth(condition(context));
  }

  SyntaxException wrong(ParserRuleContext context, String problem) {
    Token last = context.getStop() == null ? context.getStart() : context.getStop();
    int start = text.offsetByCodePoints(0, context.getStart().getStartIndex());
    int end =
        text.offsetByCodePoints(
            0, Math.max(context.getStart().getStartIndex(), last.getStopIndex() + 1));
    return new SyntaxException(text, start, end, problem);
  }

  /** What the model refuses, it refuses here in the place where it stands. */
  <T> T located(ParserRuleContext context, Supplier<T> building) {
    try {
      return building.get();
    } catch (SyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(context, e.getMessage());
    }
  }

  private Condition conjunction(InsightsParser.ConjunctionContext context) {
    return Condition.all(context.negation().stream().map(this::negation).toList());
  }

  private Condition negation(InsightsParser.NegationContext context) {
    if (context instanceof InsightsParser.OppositeContext opposite) {
      return Guards.opposite(negation(opposite.negation()));
    }
    return comparison(((InsightsParser.PlainContext) context).comparison());
  }

  private Condition comparison(InsightsParser.ComparisonContext context) {
    Expression subject = sum(context.sum());
    if (context.tail() == null) {
      return Calls.asCondition(subject);
    }
    return located(context, () -> tail(subject, context.tail()));
  }

  private Condition tail(Expression subject, InsightsParser.TailContext context) {
    if (context instanceof InsightsParser.CompareContext compare) {
      return new Condition.Comparison(
          subject,
          comparator(compare.getStart().getType()),
          sum(compare.sum()),
          Absent.AS_THE_SERVICE);
    }
    if (context instanceof InsightsParser.MembershipContext membership) {
      List<Literal> values = membership.literal().stream().map(this::literal).toList();
      return new Condition.Membership(
          subject, values, membership.NOT() != null, Absent.AS_THE_SERVICE);
    }
    if (context instanceof InsightsParser.LikeContext like) {
      boolean negated = like.NOT() != null;
      return like.STRING() == null
          ? new Condition.RegexMatch(subject, regex(like.REGEX()), negated, Absent.AS_THE_SERVICE)
          : new Condition.TextMatch(
              subject,
              Condition.TextMatch.Place.ANYWHERE,
              Names.unquote(like.STRING().getText()),
              negated,
              Absent.AS_THE_SERVICE);
    }
    return new Condition.RegexMatch(
        subject,
        regex(((InsightsParser.FindsContext) context).REGEX()),
        false,
        Absent.AS_THE_SERVICE);
  }

  private static Comparator comparator(int type) {
    return switch (type) {
      case InsightsParser.EQUAL -> Comparator.EQUAL;
      case InsightsParser.NOT_EQUAL -> Comparator.NOT_EQUAL;
      case InsightsParser.LESS -> Comparator.LESS;
      case InsightsParser.AT_MOST -> Comparator.AT_MOST;
      case InsightsParser.GREATER -> Comparator.GREATER;
      default -> Comparator.AT_LEAST;
    };
  }

  private Expression sum(InsightsParser.SumContext context) {
    Expression left = product(context.product(0));
    for (int i = 1; i < context.product().size(); i++) {
      boolean plus = operator(context, i) == InsightsParser.PLUS;
      left =
          new Arithmetic(
              plus ? Arithmetic.Operator.ADD : Arithmetic.Operator.SUBTRACT,
              left,
              product(context.product(i)));
    }
    return left;
  }

  private Expression product(InsightsParser.ProductContext context) {
    Expression left = power(context.power(0));
    for (int i = 1; i < context.power().size(); i++) {
      Arithmetic.Operator operator =
          switch (operator(context, i)) {
            case InsightsParser.STAR -> Arithmetic.Operator.MULTIPLY;
            case InsightsParser.DIVIDE -> Arithmetic.Operator.DIVIDE;
            default -> Arithmetic.Operator.REMAINDER;
          };
      left = new Arithmetic(operator, left, power(context.power(i)));
    }
    return left;
  }

  private static int operator(ParserRuleContext context, int operand) {
    return ((TerminalNode) context.getChild(2 * operand - 1)).getSymbol().getType();
  }

  private Expression power(InsightsParser.PowerContext context) {
    Expression left = signed(context.signed(0));
    for (int i = 1; i < context.signed().size(); i++) {
      left = new Arithmetic(Arithmetic.Operator.POWER, left, signed(context.signed(i)));
    }
    return left;
  }

  private Expression signed(InsightsParser.SignedContext context) {
    if (context instanceof InsightsParser.MinusContext minus) {
      Expression operand = signed(minus.signed());
      return operand instanceof Literal.Num number
          ? new Literal.Num(number.value().negate())
          : new Expression.Negative(operand);
    }
    return primary(((InsightsParser.UnsignedContext) context).primary());
  }

  private Expression primary(InsightsParser.PrimaryContext context) {
    if (context instanceof InsightsParser.GroupContext group) {
      Expression inside = expression(group.condition());
      return inside instanceof Expression.Truth truth
          ? new Expression.Truth(Guards.fold(truth.condition()))
          : inside;
    }
    if (context instanceof InsightsParser.FunctionContext function) {
      return located(context, () -> part(calls.call(function.call()), function.step(), true));
    }
    if (context instanceof InsightsParser.FieldContext field) {
      return located(context, () -> field(field));
    }
    if (context instanceof InsightsParser.NumberContext number) {
      return new Literal.Num(new BigDecimal(number.getText()));
    }
    if (context instanceof InsightsParser.TextContext literal) {
      return new Literal.Text(Names.unquote(literal.getText()));
    }
    return new Literal.Bool(((InsightsParser.BoolContext) context).TRUE() != null);
  }

  private Expression field(InsightsParser.FieldContext context) {
    Field field = Names.field(context.name().getText());
    return part(
        field, context.step(), structures.contains(field) || structures.above(field).isPresent());
  }

  private Expression part(
      Expression whole, List<InsightsParser.StepContext> steps, boolean structure) {
    if (steps.isEmpty()) {
      return whole;
    }
    if (!structure) {
      throw wrong(
          steps.get(0),
          steps.get(0).NUMBER() == null
              ? "a part of a field is written without a blank: a.b"
              : "an item of an array is written with a dot: items.0, not items[0]; brackets are for what jsonParse made");
    }
    return new Expression.Part(whole, steps.stream().map(this::step).toList());
  }

  private Expression.Part.Step step(InsightsParser.StepContext context) {
    if (context.NUMBER() == null) {
      return Expression.Part.Step.key(Names.field(context.MEMBER().getText().substring(1)).name());
    }
    String index = context.NUMBER().getText();
    if (!index.matches("[0-9]{1,9}")) {
      throw wrong(context, "the index " + index + " of a list: give a whole number from 0 on");
    }
    return Expression.Part.Step.index(Integer.parseInt(index));
  }

  private Literal literal(InsightsParser.LiteralContext context) {
    if (context.STRING() != null) {
      return new Literal.Text(Names.unquote(context.STRING().getText()));
    }
    return context.NUMBER() == null
        ? new Literal.Bool(context.TRUE() != null)
        : new Literal.Num(new BigDecimal(context.getText()));
  }

  static Regex regex(TerminalNode node) {
    return new Regex(Names.unslash(node.getText()));
  }

  List<Named> columns(InsightsParser.ColumnsContext context) {
    return context.column().stream().map(this::column).toList();
  }

  private Named column(InsightsParser.ColumnContext context) {
    Named column =
        new Named(
            expression(context.condition()),
            Optional.ofNullable(context.name()).map(ModelBuilder::name));
    structures.add(column);
    return column;
  }

  static String name(InsightsParser.NameContext context) {
    return Names.field(context.getText()).name();
  }
}
