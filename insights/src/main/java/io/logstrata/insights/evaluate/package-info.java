/** Conditions and pipelines over events in memory: the reference semantics of the language. */
package io.logstrata.insights.evaluate;
