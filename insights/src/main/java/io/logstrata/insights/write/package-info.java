/**
 * The model as text: Insights QL, filter patterns, SQL. All quoting is here; what a target cannot
 * say is refused before a word is written.
 */
package io.logstrata.insights.write;
