package io.logstrata.insights.model;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;

/**
 * A filter pattern of CloudWatch Logs, exactly: what metric filters, subscription filters,
 * FilterLogEvents and Live Tail take. Its comparisons are not those of {@link Condition} (a text is
 * never less than a number, null satisfies none), which is why it is a family of its own.
 *
 * <pre>{@code
 * Pattern pattern = PatternReader.read("{ $.level = \"error\" }");
 * }</pre>
 */
public sealed interface Pattern {

  /** Every event: the empty pattern. */
  record Everything() implements Pattern {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.everything(this);
    }
  }

  /**
   * Texts that must occur, must not, or of which one must; the last are ignored by the service
   * beside any of the others.
   */
  record Terms(List<Term> included, List<Term> excluded, List<Term> optional) implements Pattern {
    public Terms {
      included = List.copyOf(included);
      excluded = List.copyOf(excluded);
      optional = List.copyOf(optional);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.terms(this);
    }
  }

  /** A literal text, or a regular expression that searches. */
  record Term(String text, boolean regex) {
    public Term {
      requireNonNull(text, "text");
    }
  }

  /** A condition on events that are one JSON object. */
  record Json(Node condition) implements Pattern {
    public Json {
      requireNonNull(condition, "condition");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.json(this);
    }
  }

  /** Conditions on the words of a line. */
  record Delimited(List<Slot> slots) implements Pattern {
    public Delimited {
      slots = List.copyOf(slots);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.delimited(this);
    }
  }

  /**
   * A word of a line, or with {@code ellipsis} any number of them.
   *
   * @param name may be empty
   * @param anyOf groups of tests, one of which must hold in full; empty if the word may be anything
   */
  record Slot(String name, boolean ellipsis, List<List<ValueTest>> anyOf) {
    public Slot {
      anyOf = anyOf.stream().map(List::copyOf).toList();
    }
  }

  /** What a value must be. */
  sealed interface ValueTest {
    /** A text, where {@code *} stands for anything. */
    record Text(boolean equal, String glob) implements ValueTest {
      @Override
      public <R> R accept(ValueVisitor<R> visitor) {
        return visitor.text(this);
      }
    }

    /** A number, with the spelling that it has where the value is a text. */
    record Num(Comparator operator, BigDecimal value, String spelling) implements ValueTest {
      @Override
      public <R> R accept(ValueVisitor<R> visitor) {
        return visitor.number(this);
      }
    }

    /** A regular expression that searches. */
    record Regex(boolean equal, String regex) implements ValueTest {
      @Override
      public <R> R accept(ValueVisitor<R> visitor) {
        return visitor.regex(this);
      }
    }

    <R> R accept(ValueVisitor<R> visitor);

    /** One method a kind. */
    interface ValueVisitor<R> {
      R text(Text test);

      R number(Num test);

      R regex(Regex test);
    }
  }

  /** A node of a JSON condition. */
  sealed interface Node {
    record Compare(Selector selector, ValueTest test) implements Node {
      @Override
      public <R> R accept(NodeVisitor<R> visitor) {
        return visitor.compare(this);
      }
    }

    record Is(Selector selector, What what) implements Node {
      /** What a value can be said to be. */
      public enum What {
        NULL,
        TRUE,
        FALSE
      }

      @Override
      public <R> R accept(NodeVisitor<R> visitor) {
        return visitor.is(this);
      }
    }

    record NotExists(Selector selector) implements Node {
      @Override
      public <R> R accept(NodeVisitor<R> visitor) {
        return visitor.notExists(this);
      }
    }

    record And(List<Node> nodes) implements Node {
      public And {
        nodes = List.copyOf(nodes);
      }

      @Override
      public <R> R accept(NodeVisitor<R> visitor) {
        return visitor.and(this);
      }
    }

    record Or(List<Node> nodes) implements Node {
      public Or {
        nodes = List.copyOf(nodes);
      }

      @Override
      public <R> R accept(NodeVisitor<R> visitor) {
        return visitor.or(this);
      }
    }

    <R> R accept(NodeVisitor<R> visitor);

    /** One method a kind. */
    interface NodeVisitor<R> {
      R compare(Compare node);

      R is(Is node);

      R notExists(NotExists node);

      R and(And node);

      R or(Or node);
    }
  }

  /** Where in an object a value lies; with a wildcard, any of several places. */
  record Selector(List<Step> steps) {
    public Selector {
      steps = List.copyOf(steps);
    }

    /** How many wildcards it has; the service takes one. */
    public long wildcards() {
      return steps.stream()
          .filter(step -> step.kind() == Step.Kind.ANY_KEY || step.kind() == Step.Kind.ANY_ITEM)
          .count();
    }

    /** One step down: a key, an index, or any of them. */
    public record Step(Kind kind, String key, int index) {
      /** The kinds of steps. */
      public enum Kind {
        KEY,
        INDEX,
        ANY_KEY,
        ANY_ITEM
      }

      public static Step key(String key) {
        return new Step(Kind.KEY, key, -1);
      }

      public static Step index(int index) {
        return new Step(Kind.INDEX, "", index);
      }
    }
  }

  <R> R accept(Visitor<R> visitor);

  /** One method a kind: a renderer that forgets one does not compile. */
  interface Visitor<R> {
    R everything(Everything pattern);

    R terms(Terms pattern);

    R json(Json pattern);

    R delimited(Delimited pattern);
  }
}
