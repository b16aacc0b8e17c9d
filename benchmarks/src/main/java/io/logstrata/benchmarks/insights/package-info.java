/** How fast filters are asked and queries are read (JMH). */
package io.logstrata.benchmarks.insights;
