/** A run: plan, export, check, record. It reaches the service and the bucket through ports. */
package io.logstrata.archiver.run;
