/** Policies of resources: whom a bucket or a topic lets in. */
package io.logstrata.testkit.policy;
