package io.logstrata.appender.ship;

import java.time.Instant;
import java.util.Map;

/**
 * What was lost since the last report, to be announced in the stream itself.
 *
 * @param events how many, never zero
 * @param from time stamp of the oldest lost event
 * @param to time stamp of the newest lost event
 * @param bySeverity only what is not zero
 * @param byReason only what is not zero
 */
public record LossReport(
    long events,
    Instant from,
    Instant to,
    Map<Severity, Long> bySeverity,
    Map<Loss, Long> byReason) {}
