/** SNS: topics, subscriptions, and what was sent to whom. */
package io.logstrata.testkit.topics;
