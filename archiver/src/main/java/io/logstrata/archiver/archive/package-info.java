/** What lies in the bucket: layout, manifests, and the reader of exported objects. */
package io.logstrata.archiver.archive;
