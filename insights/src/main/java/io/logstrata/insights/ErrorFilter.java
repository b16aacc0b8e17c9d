package io.logstrata.insights;

import static java.util.Objects.requireNonNull;

import io.logstrata.insights.model.Absent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Errors but for those that are the caller's: a level, and status codes to leave out. What an error
 * without any status code means is said explicitly, because the same words mean different things in
 * an alarm and in a query.
 *
 * <pre>{@code
 * ErrorFilter.special().toInsights();
 * new ErrorFilter("error", Set.of(404), Absent.DOES_NOT_COUNT).filter();
 * }</pre>
 *
 * @param level the value of the field {@code level}
 * @param excludedStatusCodes values of the field {@code statusCode} that are left out
 * @param withoutStatusCode whether an error that has no status code is one of those asked for
 */
public record ErrorFilter(
    String level, Set<Integer> excludedStatusCodes, Absent withoutStatusCode) {
  private static final List<Integer> CALLERS_FAULT = List.of(400, 401, 403, 404);

  public ErrorFilter {
    requireNonNull(level, "level");
    excludedStatusCodes =
        java.util.Collections.unmodifiableSet(new LinkedHashSet<>(excludedStatusCodes));
    requireNonNull(withoutStatusCode, "withoutStatusCode");
  }

  /**
   * Level {@code error} and a status that is none of 400, 401, 403, 404; an error without a status
   * counts.
   */
  public static Filter special() {
    return new ErrorFilter("error", new LinkedHashSet<>(CALLERS_FAULT), Absent.COUNTS).filter();
  }

  /** The filter that it stands for. */
  public Filter filter() {
    Filter ofLevel = Fields.text("level").is(level);
    if (excludedStatusCodes.isEmpty()) {
      return ofLevel;
    }
    return ofLevel.and(
        Fields.number("statusCode").isNoneOf(List.copyOf(excludedStatusCodes), withoutStatusCode));
  }
}
