/** What is declared: log groups, the bucket, topics and alarms, as plain values. */
package io.logstrata.archiver.setup.declare;
