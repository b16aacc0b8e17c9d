package io.logstrata.insights.read;

import io.logstrata.insights.model.Comparator;
import io.logstrata.insights.model.Pattern;
import io.logstrata.insights.model.Pattern.Slot;
import io.logstrata.insights.model.Pattern.ValueTest;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code [ip, user, ..., status = 4* && status != 404, bytes]}. */
final class DelimitedPatternReader {
  private final PatternCursor cursor;

  DelimitedPatternReader(PatternCursor cursor) {
    this.cursor = cursor;
  }

  Pattern read() {
    cursor.next();
    cursor.skipBlanks();
    List<Slot> slots = new ArrayList<>();
    if (!cursor.take("]")) {
      do {
        slots.add(slot());
      } while (cursor.take(","));
      cursor.expect("]", "`,` or `]`");
    }
    cursor.skipBlanks();
    if (!cursor.atEnd()) {
      throw cursor.wrong(
          cursor.at(), "found " + cursor.found() + " behind the closing bracket, expected the end");
    }
    if (slots.stream().filter(Slot::ellipsis).count() > 1) {
      throw cursor.wrong(0, "the pattern has more than one ...: the service takes one");
    }
    return new Pattern.Delimited(slots);
  }

  private Slot slot() {
    cursor.skipBlanks();
    if (cursor.take("...")) {
      cursor.skipBlanks();
      return new Slot("", true, List.of());
    }
    String name = name();
    cursor.skipBlanks();
    List<List<ValueTest>> anyOf = new ArrayList<>();
    Comparator operator = cursor.operator();
    if (operator == null) {
      return new Slot(name, false, anyOf);
    }
    List<ValueTest> allOf = new ArrayList<>();
    allOf.add(cursor.test(operator, ",]&|"));
    cursor.skipBlanks();
    boolean and = cursor.take("&&");
    while (and || cursor.take("||")) {
      if (!and) {
        anyOf.add(allOf);
        allOf = new ArrayList<>();
      }
      allOf.add(another(name));
      and = cursor.take("&&");
    }
    anyOf.add(allOf);
    return new Slot(name, false, anyOf);
  }

  private ValueTest another(String name) {
    cursor.skipBlanks();
    int start = cursor.at();
    String other = name();
    if (!other.equals(name)) {
      throw cursor.wrong(
          start,
          "found `"
              + other
              + "` where only "
              + name
              + " can be tested: give each word a place of its own between commas");
    }
    cursor.skipBlanks();
    Comparator operator = cursor.operator();
    if (operator == null) {
      throw cursor.wrong(
          cursor.at(), "found " + cursor.found() + ", expected =, !=, <, <=, > or >=");
    }
    ValueTest test = cursor.test(operator, ",]&|");
    cursor.skipBlanks();
    return test;
  }

  private String name() {
    int start = cursor.at();
    while (PatternCursor.isWordCharacter(cursor.peek())) {
      cursor.next();
    }
    return cursor.since(start);
  }
}
