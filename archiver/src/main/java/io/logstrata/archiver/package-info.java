/** Front room of the archiver. */
package io.logstrata.archiver;
