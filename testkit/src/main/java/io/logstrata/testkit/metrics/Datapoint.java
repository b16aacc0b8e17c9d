package io.logstrata.testkit.metrics;

import java.time.Instant;

/** The value of one period, which begins at the given time. */
public record Datapoint(Instant at, double value) {}
