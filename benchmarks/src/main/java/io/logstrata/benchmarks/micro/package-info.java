/** JMH: what encoding one event costs, and handing one over, in time and in bytes allocated. */
package io.logstrata.benchmarks.micro;
