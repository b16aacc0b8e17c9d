/** Measures logstrata, alone (JMH) and beside its peers; never published. */
package io.logstrata.benchmarks;
