/**
 * Programs that log: one process of a cluster, and a batch job. All the AWS they know is in their
 * {@code logback.xml}.
 */
package io.logstrata.samples.cluster;
