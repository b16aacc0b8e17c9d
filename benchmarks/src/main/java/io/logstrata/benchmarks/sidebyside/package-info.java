/**
 * The appender beside its peers and two floors: the same events, the same sink, each candidate in a
 * JVM of its own, one after the other in one run. Only the ratios between candidates of one run
 * mean anything.
 */
package io.logstrata.benchmarks.sidebyside;
