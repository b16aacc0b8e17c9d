/** What a user types: queries, filters and fields. */
package io.logstrata.insights;
