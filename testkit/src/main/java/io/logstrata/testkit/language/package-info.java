/**
 * The languages in which the service is asked, read and answered by logstrata's own {@code
 * insights}.
 */
package io.logstrata.testkit.language;
