/** What the archive holds against what the service holds. */
package io.logstrata.archiver.verify;
