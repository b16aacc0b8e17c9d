package io.logstrata.archiver.setup.declare;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.ErrorFilter;
import io.logstrata.insights.Filter;
import io.logstrata.insights.FilterPattern;
import io.logstrata.insights.evaluate.Event;
import io.logstrata.insights.model.Absent;
import io.logstrata.insights.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which events an alarm counts.
 *
 * @param kind what the text is
 * @param text as it was declared
 * @param absentStatus whether an event counts that lacks a field of which the filter says that it
 *     is not something; there where the text leaves that open, and there only
 */
public record DeclaredFilter(Kind kind, String text, Optional<Absent> absentStatus) {
  /** The name of the ready-made filter. */
  public static final String SPECIAL = "error-special";

  private static final int MOST_CHARACTERS = 1_024;

  /** What the text of a filter is. */
  public enum Kind {
    /** The name of {@link ErrorFilter#special()}. */
    SPECIAL,
    /** A filter pattern, used to the letter. */
    PATTERN,
    /** A condition as it stands after {@code filter} in an Insights query. */
    INSIGHTS
  }

  /**
   * Checks that the text can be read and written as a filter pattern.
   *
   * @throws IllegalArgumentException if not, or if the choice about absent fields is missing or out
   *     of place
   */
  public DeclaredFilter {
    requireNonNull(kind, "kind");
    requireNonNull(text, "text");
    requireNonNull(absentStatus, "absentStatus");
    check(kind, text, absentStatus);
  }

  /** What a text without any more words about it is: a brace or a bracket begins a pattern. */
  public static Kind kindOf(String text) {
    String begin = text.stripLeading();
    if (text.equals(SPECIAL)) {
      return Kind.SPECIAL;
    }
    return begin.startsWith("{") || begin.startsWith("[") ? Kind.PATTERN : Kind.INSIGHTS;
  }

  /** Whether the text leaves open what an event without the field means. */
  public static boolean leavesAbsentOpen(Kind kind, String text) {
    return switch (kind) {
      case SPECIAL -> true;
      case PATTERN -> false;
      case INSIGHTS -> AbsentChoice.isOpen(Filter.parse(text).condition());
    };
  }

  private static void check(Kind kind, String text, Optional<Absent> absentStatus) {
    boolean open = leavesAbsentOpen(kind, text);
    if (open && absentStatus.isEmpty()) {
      throw new IllegalArgumentException(
          "the filter leaves open whether an event without the field counts");
    }
    if (!open && absentStatus.isPresent()) {
      throw new IllegalArgumentException(
          "the filter itself says whether an event without the field counts");
    }
    if (absentStatus.filter(Absent.AS_THE_SERVICE::equals).isPresent()) {
      throw new IllegalArgumentException("that is no choice");
    }
    String pattern =
        switch (kind) {
          case PATTERN -> FilterPattern.parse(text).text();
          case SPECIAL, INSIGHTS -> chosen(kind, text, absentStatus).toFilterPattern();
        };
    if (pattern.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "as a filter pattern it has "
              + pattern.length()
              + " characters, and the service takes "
              + MOST_CHARACTERS);
    }
  }

  private static Filter chosen(Kind kind, String text, Optional<Absent> absentStatus) {
    Filter special = ErrorFilter.special();
    Condition condition =
        kind == Kind.SPECIAL ? special.condition() : Filter.parse(text).condition();
    if (kind == Kind.SPECIAL) {
      return new Filter(AbsentChoice.replace(condition, Absent.COUNTS, absentStatus.orElseThrow()));
    }
    return new Filter(
        absentStatus
            .map(choice -> AbsentChoice.replace(condition, Absent.AS_THE_SERVICE, choice))
            .orElse(condition));
  }

  /** As a metric filter has it; a declared pattern to the letter. */
  public String pattern() {
    return kind == Kind.PATTERN ? text : chosen(kind, text, absentStatus).toFilterPattern();
  }

  /** Over events in memory. */
  public Predicate<Event> toPredicate() {
    return kind == Kind.PATTERN
        ? FilterPattern.parse(text).toPredicate()
        : chosen(kind, text, absentStatus).toPredicate();
  }

  /**
   * The same question for Insights queries; none for a pattern that only a metric filter can
   * answer.
   */
  public Optional<Filter> toFilter() {
    if (kind != Kind.PATTERN) {
      return Optional.of(chosen(kind, text, absentStatus));
    }
    try {
      return Optional.of(Filter.parsePattern(text));
    } catch (IllegalArgumentException e) {
      // Words by their place, for instance: the pattern was read once already, so it is sound.
      return Optional.empty();
    }
  }

  /**
   * Selectors of which a declared pattern says that they are not something, without saying what an
   * event without them means: the service then takes it for no match.
   */
  public List<String> silentOnAbsent() {
    return kind == Kind.PATTERN
        ? SilentSelectors.of(FilterPattern.parse(text).pattern())
        : List.of();
  }
}
