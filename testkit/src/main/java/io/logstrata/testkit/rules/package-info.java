/** What the service accepts and how it refuses: plain classes without network, clock or store. */
package io.logstrata.testkit.rules;
