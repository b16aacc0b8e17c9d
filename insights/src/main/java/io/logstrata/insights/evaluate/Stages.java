package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stages that look at rows of one layout. */
final class Stages {
  private Stages() {}

  static Stage.Step filter(Test test) {
    return next ->
        passing(
            next,
            row -> {
              if (test.of(row) == Test.TRUE) {
                next.accept(row);
              }
            });
  }

  static Stage.Step compute(Operand operand, int slot) {
    return next ->
        passing(
            next,
            row -> {
              row[slot] = operand.of(row);
              next.accept(row);
            });
  }

  static Stage.Step parse(Pattern pattern, Operand source, int[] slots) {
    return next ->
        passing(
            next,
            row -> {
              Value value = source.of(row);
              Matcher matcher = value == null ? null : pattern.matcher(value.text());
              if (matcher != null && matcher.find()) {
                for (int i = 0; i < slots.length; i++) {
                  String group = matcher.group("g" + i);
                  row[slots[i]] = group == null ? null : Value.text(group);
                }
              }
              next.accept(row);
            });
  }

  /**
   * A glob as an expression: unanchored, each star as short as what follows allows, the last one to
   * the end.
   */
  static Pattern glob(Command.ParseGlob command) {
    StringBuilder regex = new StringBuilder();
    String[] literals = command.pattern().split("\\*", -1);
    for (int i = 0; i < literals.length; i++) {
      if (i > 0) {
        regex
            .append("(?<g")
            .append(i - 1)
            .append('>')
            .append(i == literals.length - 1 && literals[i].isEmpty() ? ".*" : ".*?")
            .append(')');
      }
      regex.append(Pattern.quote(literals[i]));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  static Stage.Step limit(int most) {
    return next ->
        new Stage() {
          private int seen;

          @Override
          public void accept(Value[] row) {
            if (seen < most) {
              seen++;
              next.accept(row);
            }
          }

          @Override
          public void end() {
            next.end();
          }
        };
  }

  static Stage.Step dedup(int[] slots) {
    return next -> {
      Set<List<String>> seen = new HashSet<>();
      return passing(
          next,
          row -> {
            List<String> key = new ArrayList<>(slots.length);
            for (int slot : slots) {
              if (row[slot] != null) {
                key.add(row[slot].text());
              }
            }
            if (key.size() < slots.length || seen.add(key)) {
              next.accept(row);
            }
          });
    };
  }

  /**
   * Sorts, rows that compare equal in the order they came; holds no more than {@code most} rows.
   */
  static Stage.Step sort(int[] slots, boolean[] descending, int most) {
    Comparator<Numbered> order =
        (a, b) -> {
          for (int i = 0; i < slots.length; i++) {
            Comparator<Value> natural =
                descending[i] ? NaturalOrder.DESCENDING : NaturalOrder.ASCENDING;
            int bySlot = natural.compare(a.row[slots[i]], b.row[slots[i]]);
            if (bySlot != 0) {
              return bySlot;
            }
          }
          return Long.compare(a.number, b.number);
        };
    return next -> new Sorting(order, most, next);
  }

  private static final class Numbered {
    private final Value[] row;
    private final long number;

    Numbered(Value[] row, long number) {
      this.row = row;
      this.number = number;
    }
  }

  private static final class Sorting implements Stage {
    private final Comparator<Numbered> order;
    private final int most;
    private final Stage next;
    private final PriorityQueue<Numbered> worstFirst;
    private long count;

    Sorting(Comparator<Numbered> order, int most, Stage next) {
      this.order = order;
      this.most = most;
      this.next = next;
      this.worstFirst = new PriorityQueue<>(order.reversed());
    }

    @Override
    public void accept(Value[] row) {
      Numbered numbered = new Numbered(row, count++);
      if (worstFirst.size() < most) {
        worstFirst.add(numbered);
      } else if (order.compare(numbered, worstFirst.peek()) < 0) {
        worstFirst.poll();
        worstFirst.add(numbered);
      }
    }

    @Override
    public void end() {
      Numbered[] rows = worstFirst.toArray(Numbered[]::new);
      Arrays.sort(rows, order);
      for (Numbered numbered : rows) {
        next.accept(numbered.row);
      }
      next.end();
    }
  }

  private static Stage passing(Stage next, Consumer<Value[]> rows) {
    return new Stage() {
      @Override
      public void accept(Value[] row) {
        rows.accept(row);
      }

      @Override
      public void end() {
        next.end();
      }
    };
  }
}
