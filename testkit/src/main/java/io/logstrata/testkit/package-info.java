/** Front room of the testkit. */
package io.logstrata.testkit;
