/**
 * Assertions for AssertJ, which is an optional dependency: only tests that use this room need it.
 */
package io.logstrata.testkit.assertj;
