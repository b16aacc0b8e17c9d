/** A Logback appender that keeps events in memory; Logback is an optional dependency. */
package io.logstrata.testkit.logback;
