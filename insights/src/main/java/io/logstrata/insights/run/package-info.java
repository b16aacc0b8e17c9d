/**
 * Queries against CloudWatch Logs: started, polled, paged, stopped; the only room that knows the
 * AWS SDK.
 */
package io.logstrata.insights.run;
