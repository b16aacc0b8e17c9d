/**
 * CloudWatch: metrics, and the alarms that watch them. Knows neither a wire nor who is told of a
 * state.
 */
package io.logstrata.testkit.metrics;
