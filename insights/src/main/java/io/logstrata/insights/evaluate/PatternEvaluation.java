package io.logstrata.insights.evaluate;

import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Node;
import io.logstrata.insights.model.Pattern.Selector;
import io.logstrata.insights.model.Pattern.Slot;
import io.logstrata.insights.model.Pattern.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Filter patterns over messages, as the service matches them: a comparison with an absent or null
 * field fails whatever it is, a text is never less or greater than a number, objects and arrays
 * equal nothing and differ from nothing.
 *
 * <pre>{@code
 * PatternEvaluation.predicate(PatternReader.read("ERROR -timeout")).test("ERROR: disk full"); // true
 * }</pre>
 */
public final class PatternEvaluation implements Pattern.Visitor<Predicate<String>> {
  private static final PatternEvaluation INSTANCE = new PatternEvaluation();

  private PatternEvaluation() {}

  /** The pattern as a predicate over messages; it may be asked by many threads at once. */
  public static Predicate<String> predicate(Pattern pattern) {
    return pattern.accept(INSTANCE);
  }

  /**
   * What a space-delimited pattern calls the words of a line: by the name of their slot or, where
   * it has none, by their place in the line, counted from one. Words that an ellipsis stands for
   * have a place, too, and so have all words for a pattern without slots. Source: the samples of
   * TestMetricFilter in the API reference.
   *
   * @return from a line to its words by name, in their order; no words for a line that has fewer of
   *     them than the pattern has slots. It does not look at conditions
   */
  public static Function<String, Map<String, String>> words(Pattern.Delimited pattern) {
    boolean any = pattern.slots().isEmpty();
    List<Slot> slots = any ? List.of(new Slot("", true, List.of())) : pattern.slots();
    int ellipsis = ellipsis(slots);
    return line -> {
      List<String> words = Words.of(line, ellipsis < 0 ? slots.size() : 0);
      Map<String, String> found = new LinkedHashMap<>();
      if (words.size() < (ellipsis < 0 ? slots.size() : slots.size() - 1)) {
        return found;
      }
      for (int word = 0; word < words.size(); word++) {
        boolean ahead = ellipsis < 0 || word < ellipsis;
        int slot = ahead ? word : Math.max(ellipsis, slots.size() - (words.size() - word));
        String name = slots.get(slot).name();
        found.put(name.isEmpty() ? Integer.toString(word + 1) : name, words.get(word));
      }
      return found;
    };
  }

  private static int ellipsis(List<Slot> slots) {
    return slots.stream().map(Slot::ellipsis).toList().indexOf(true);
  }

  @Override
  public Predicate<String> everything(Pattern.Everything pattern) {
    return message -> true;
  }

  @Override
  public Predicate<String> terms(Pattern.Terms pattern) {
    List<Predicate<String>> included =
        pattern.included().stream().map(PatternEvaluation::term).toList();
    List<Predicate<String>> excluded =
        pattern.excluded().stream().map(PatternEvaluation::term).toList();
    List<Predicate<String>> optional =
        pattern.optional().stream().map(PatternEvaluation::term).toList();
    if (included.isEmpty() && excluded.isEmpty()) {
      return message -> optional.stream().anyMatch(term -> term.test(message));
    }
    return message ->
        included.stream().allMatch(term -> term.test(message))
            && excluded.stream().noneMatch(term -> term.test(message));
  }

  private static Predicate<String> term(Term term) {
    if (term.regex()) {
      java.util.regex.Pattern regex = PatternValues.compile(term.text());
      return message -> regex.matcher(message).find();
    }
    return message -> message.contains(term.text());
  }

  @Override
  public Predicate<String> json(Pattern.Json pattern) {
    Predicate<Map<?, ?>> condition = pattern.condition().accept(new Nodes());
    return message -> {
      Map<?, ?> root = JsonTree.parse(message);
      return root != null && condition.test(root);
    };
  }

  @Override
  public Predicate<String> delimited(Pattern.Delimited pattern) {
    List<Slot> slots = pattern.slots();
    List<Predicate<Value>> tests = slots.stream().map(PatternEvaluation::slot).toList();
    int ellipsis = ellipsis(slots);
    return message ->
        slots.isEmpty()
            || matches(tests, ellipsis, Words.of(message, ellipsis < 0 ? slots.size() : 0));
  }

  private static boolean matches(List<Predicate<Value>> tests, int ellipsis, List<String> words) {
    int named = ellipsis < 0 ? tests.size() : tests.size() - 1;
    if (words.size() < named) {
      return false;
    }
    for (int i = 0; i < tests.size(); i++) {
      if (i != ellipsis) {
        // What stands behind the ellipsis is counted from the end of the line.
        int word = ellipsis >= 0 && i > ellipsis ? words.size() - (tests.size() - i) : i;
        if (!tests.get(i).test(Value.text(words.get(word)))) {
          return false;
        }
      }
    }
    return true;
  }

  private static Predicate<Value> slot(Slot slot) {
    List<List<Predicate<Value>>> anyOf =
        slot.anyOf().stream()
            .map(all -> all.stream().map(test -> test.accept(PatternValues.OF_WORDS)).toList())
            .toList();
    return word ->
        anyOf.isEmpty()
            || anyOf.stream().anyMatch(all -> all.stream().allMatch(test -> test.test(word)));
  }

  private static final class Nodes implements Node.NodeVisitor<Predicate<Map<?, ?>>> {
    @Override
    public Predicate<Map<?, ?>> compare(Node.Compare node) {
      Predicate<Value> test = node.test().accept(PatternValues.OF_JSON);
      return any(node.selector(), found -> found instanceof Value value && test.test(value));
    }

    @Override
    public Predicate<Map<?, ?>> is(Node.Is node) {
      return any(
          node.selector(),
          switch (node.what()) {
            case NULL -> found -> found == JsonTree.NULL;
            case TRUE ->
                found ->
                    found instanceof Value value
                        && value.kind() == Value.Kind.BOOLEAN
                        && value.isTrue();
            case FALSE ->
                found ->
                    found instanceof Value value
                        && value.kind() == Value.Kind.BOOLEAN
                        && !value.isTrue();
          });
    }

    @Override
    public Predicate<Map<?, ?>> notExists(Node.NotExists node) {
      return any(node.selector(), found -> true).negate();
    }

    @Override
    public Predicate<Map<?, ?>> and(Node.And node) {
      return node.nodes().stream()
          .map(part -> part.accept(this))
          .reduce(root -> true, Predicate::and);
    }

    @Override
    public Predicate<Map<?, ?>> or(Node.Or node) {
      return node.nodes().stream()
          .map(part -> part.accept(this))
          .reduce(root -> false, Predicate::or);
    }

    private static Predicate<Map<?, ?>> any(Selector selector, Predicate<Object> test) {
      return root -> any(root, selector.steps(), 0, test);
    }

    private static boolean any(
        Object from, List<Selector.Step> steps, int next, Predicate<Object> test) {
      if (next == steps.size()) {
        return test.test(from);
      }
      Selector.Step step = steps.get(next);
      return switch (step.kind()) {
        case KEY ->
            from instanceof Map<?, ?> map
                && map.containsKey(step.key())
                && any(map.get(step.key()), steps, next + 1, test);
        case INDEX ->
            from instanceof List<?> list
                && step.index() < list.size()
                && any(list.get(step.index()), steps, next + 1, test);
        case ANY_KEY ->
            from instanceof Map<?, ?> map
                && map.values().stream().anyMatch(value -> any(value, steps, next + 1, test));
        case ANY_ITEM ->
            from instanceof List<?> list
                && list.stream().anyMatch(value -> any(value, steps, next + 1, test));
      };
    }
  }
}
