/**
 * CloudWatch Logs in memory: groups, streams, events, export tasks, queries. Knows nothing of HTTP.
 */
package io.logstrata.testkit.logs;
