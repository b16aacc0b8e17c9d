/**
 * Front room of the testkit: {@link io.logstrata.testkit.LocalCloud}, its JUnit extension and its
 * {@code main}, and the values that a test exchanges with them (faults, clock, stored events,
 * calls).
 */
package io.logstrata.testkit;
