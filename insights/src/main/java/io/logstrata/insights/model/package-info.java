/** Filters and queries as values: sealed records that know nothing of text, JSON or AWS. */
package io.logstrata.insights.model;
